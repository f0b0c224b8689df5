import { createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { z } from "zod";
import { invariant } from "@/lib/core/invariant";
import { deriveKey, masters } from "@/lib/core/keys";

/** A JWK set (RFC 7517) of Ed25519 keys (RFC 8037). */
export const ticketKeys = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal("OKP"),
        crv: z.literal("Ed25519"),
        x: z.string(),
        kid: z.string(),
        alg: z.literal("EdDSA"),
        use: z.literal("sig"),
      }),
    ),
  })
  .meta({ id: "TicketKeys" });
export type TicketKeys = z.output<typeof ticketKeys>;

/** What precedes the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, 7). */
const pkcs8Header = Buffer.from("302e020100300506032b657004220420", "hex");

const privateKeyOf = (master: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([pkcs8Header, deriveKey(master, "ticket")]),
    format: "der",
    type: "pkcs8",
  });

const bytesOf = (uuid: string) => Buffer.from(uuid.replaceAll("-", ""), "hex");

let signer: { kid: string; key: KeyObject } | undefined;

function currentSigner() {
  const [first] = masters();
  invariant(first, "there is a master key");
  if (signer?.kid !== first.kid) signer = { kid: first.kid, key: privateKeyOf(first.master) };
  return signer;
}

/**
 * `HF1.<kid>.<ticket id and event id>.<signature>`: 143 characters, the text of the QR code.
 * The same ticket always has the same code, and the signature covers everything before it as written.
 */
export function ticketCode(ticket: { id: string; eventId: string }): string {
  const { kid, key } = currentSigner();
  const ids = Buffer.concat([bytesOf(ticket.id), bytesOf(ticket.eventId)]);
  invariant(ids.length === 32, "a ticket and its event are named by UUIDs");
  const text = `HF1.${kid}.${ids.toString("base64url")}`;
  return `${text}.${sign(null, Buffer.from(text), key).toString("base64url")}`;
}

/** What a scanner needs to verify codes with no network: a JWK set (RFC 7517), two keys during rotation. */
export function publicKeys(): TicketKeys {
  const keys = masters().map(({ kid, master }) => {
    const { x = "" } = createPublicKey(privateKeyOf(master)).export({ format: "jwk" });
    return { kty: "OKP", crv: "Ed25519", x, kid, alg: "EdDSA", use: "sig" } as const;
  });
  return { keys };
}
