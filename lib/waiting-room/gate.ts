import { splitLanguage } from "@/lib/core/languages";
import type { Pass } from "./pass";

export type Mode = "off" | "line" | "draw";
export type Gate = { id: string; mode: Mode; epoch: number; revoked: string[] };
/** The public gate document: events whose waiting room is on. An event it does not name is open. */
export type GateDocument = { v: string; events: Record<string, Gate> };

export type Decision = { kind: "next" } | { kind: "wait"; slug: string } | { kind: "bad_request" };
type Sources = {
  /** Undefined when it was never read. */
  gates: () => Promise<GateDocument | undefined>;
  passOf: (eventId: string) => Promise<Pass | undefined>;
};

// The router decodes what we see encoded: a path with a hidden separator, dot or NUL is nobody's honest link.
const hidden = /%(?:2f|5c|2e|25|00)|[;\\\0]|\/\/|\/\.{1,2}(?:\/|$)/i;
const withNonce = new Set(["checkout", "dashboard", "sign-in"]);

function segmentsOf(path: string): string[] | undefined {
  if (hidden.test(path)) return undefined;
  try {
    return splitLanguage(decodeURIComponent(path)).path.split("/").filter(Boolean);
  } catch {
    return undefined;
  }
}

/** Whether a pass lets its holder through this gate. */
export const opens = (gate: Gate, pass: Pass | undefined): boolean =>
  pass !== undefined && pass.epoch >= gate.epoch && !gate.revoked.includes(pass.person.slice(0, shortHashLength));

/** How much of a person's hash the revocation lists show. */
export const shortHashLength = 12;

/** Under `/events` the answer is no, unless the event has no waiting room or a pass for this very event says yes. */
export async function decide(path: string, { gates, passOf }: Sources): Promise<Decision> {
  const [area, slug, ...rest] = segmentsOf(path) ?? [];
  if (area === undefined) return { kind: "bad_request" };
  // Matched for their nonce only; they ask for their hold or session themselves.
  if (withNonce.has(area)) return { kind: "next" };
  if (area !== "events" || !slug || rest.length === 0) return { kind: "bad_request" };
  const document = await gates();
  if (!document) return { kind: "wait", slug };
  const gate = Object.hasOwn(document.events, slug) ? document.events[slug] : undefined;
  if (!gate || gate.mode === "off") return { kind: "next" };
  return opens(gate, await passOf(gate.id)) ? { kind: "next" } : { kind: "wait", slug };
}
