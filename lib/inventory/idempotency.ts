import { hash } from "node:crypto";

export type Idempotency = { key: string; bodyHash: string };

const digest = (text: string) => hash("sha256", text, "base64url").slice(0, 8);

/** As a hold remembers it (scripts/holds.lua): 8 characters of the key, 8 of the body, or "-" where there was no key. */
export const digestOf = (asked: Idempotency | undefined) => (asked ? digest(asked.key) + digest(asked.bodyHash) : "-");
