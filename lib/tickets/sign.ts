import { createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject, sign } from "node:crypto";
import { invariant } from "@/lib/core/invariant";
import { deriveKey, masters } from "@/lib/core/keys";

export type TicketKeys = { keys: JsonWebKey[] };

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
  const keys = masters().map(({ kid, master }) => ({
    ...createPublicKey(privateKeyOf(master)).export({ format: "jwk" }),
    kid,
    alg: "EdDSA",
    use: "sig",
  }));
  return { keys };
}
