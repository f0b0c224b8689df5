import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import type { Result } from "@/lib/core/result";

export type TicketClaim = { ticketId: string; eventId: string };
export type CodeProblem = { kind: "malformed" } | { kind: "unknown_key" } | { kind: "forged" };

const shape = /^HF1\.([a-f0-9]{8})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{86})$/;

const refuse = (kind: CodeProblem["kind"]): Result<never, CodeProblem> => ({ ok: false, problem: { kind } });

/** Base64url leaves unused bits in a last character: only the canonical spelling is ours. */
function decode(text: string) {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

const uuidOf = (bytes: Buffer) => bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/**
 * What a code says, if we signed it. Needs the published keys and node:crypto, nothing else: a door works offline.
 * It says nothing of refunds or earlier scans. `unknown_key` may mean that the keys were rotated: fetch them again.
 */
export function verifyTicketCode(code: string, published: { keys: JsonWebKey[] }): Result<TicketClaim, CodeProblem> {
  const [, kid, payload, seal] = shape.exec(code) ?? [];
  const ids = payload && decode(payload);
  const signature = seal && decode(seal);
  if (!ids || !signature) return refuse("malformed");
  const jwk = published.keys.find((key) => key.kid === kid && key.kty === "OKP" && key.crv === "Ed25519");
  if (!jwk) return refuse("unknown_key");
  const signed = Buffer.from(`HF1.${kid}.${payload}`);
  if (!verify(null, signed, createPublicKey({ key: jwk, format: "jwk" }), signature)) return refuse("forged");
  return { ok: true, value: { ticketId: uuidOf(ids.subarray(0, 16)), eventId: uuidOf(ids.subarray(16)) } };
}
