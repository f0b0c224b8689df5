import { createHash, hkdfSync } from "node:crypto";
import { env } from "./env";

/** What a derived key may be used for; one purpose never opens another's tokens. */
export type Purpose =
  | "visitor"
  | "hold"
  | "receipt"
  | "order"
  | "pass"
  | "ticket"
  | "person"
  | "challenge"
  | "return-path"
  | "limit"
  | "invitation"
  | "hand-over";

const kids = new Map<string, string>();
const kidsMax = 16;

function kidOf(master: string): string {
  const known = kids.get(master);
  if (known) return known;
  const kid = createHash("sha256").update(`hf-kid|${master}`).digest("hex").slice(0, 8);
  if (kids.size >= kidsMax) kids.clear();
  kids.set(master, kid);
  return kid;
}

/** The masters by key id: the first signs, all verify (two during rotation). */
export function masters() {
  const { HOLDFAST_SECRET, HOLDFAST_SECRET_PREVIOUS } = env();
  return [HOLDFAST_SECRET, HOLDFAST_SECRET_PREVIOUS]
    .filter((master) => master !== undefined)
    .map((master) => ({ kid: kidOf(master), master }));
}

const derived = new Map<string, Buffer>();
const keptMax = 10_000;

/** HKDF-SHA-256 (RFC 5869) of a master for one purpose and scope (an event id, or ""). */
export function deriveKey(master: string, purpose: Purpose, scope = ""): Buffer {
  const name = `${kidOf(master)}|${purpose}|${scope}`;
  const known = derived.get(name);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", master, "", `hf|${purpose}|${scope}`, 32));
  if (derived.size >= keptMax) derived.clear();
  derived.set(name, key);
  return key;
}
