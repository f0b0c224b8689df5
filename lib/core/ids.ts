import { createHash, randomUUID } from "node:crypto";

/** Ids are made by the caller, so that a repeat is recognisable. */
export const newId = randomUUID;

/** The same name always gives the same id: a version 8 UUID of its SHA-256 (RFC 9562, 5.8). */
export function idOf(name: string) {
  const hash = createHash("sha256").update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
