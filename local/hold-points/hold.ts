import { z } from "zod";

export const longestMs = 60_000;

const pattern = /^\/(.+)\/$/s;

/** Throws when the text between slashes is no regular expression. */
export function matcher(match: string): (call: string) => boolean {
  const [, source] = pattern.exec(match) ?? [];
  if (source === undefined) return (call) => call.includes(match);
  const expression = new RegExp(source, "s");
  return (call) => expression.test(call);
}

function isReadable(match: string): boolean {
  try {
    return Boolean(matcher(match));
  } catch {
    return false;
  }
}

export const holdInput = z.strictObject({
  /** Text that occurs in the call's description, or `/a regular expression/`. */
  match: z.string().min(1).max(500).refine(isReadable, "is no regular expression"),
  /** `before`: nothing of the call has happened. `after`: its work is done, its answer not yet sent. */
  when: z.enum(["before", "after"]),
  /** Which matching call from now on. */
  nth: z.int().min(1).max(1_000_000).default(1),
  /** Let the call go at once, without an answer. */
  dropAnswer: z.boolean().default(false),
  /** How long it holds the call if nobody lets it go. */
  forMs: z.int().min(1).max(longestMs).default(longestMs),
});

export const releaseInput = z.strictObject({
  /** Without it, everything that is held now. */
  id: z.string().optional(),
  /** The caller gets no answer; a call held `before` is lost undone. */
  dropAnswer: z.boolean().default(false),
});

export type HoldInput = z.output<typeof holdInput>;

/** It holds one call and is then used up. */
export type Hold = HoldInput & {
  id: string;
  matches: (call: string) => boolean;
  state: "waiting" | "holding" | "released";
  /** Matching calls so far. */
  seen: number;
  call?: string;
  letGo?: (dropAnswer: boolean) => void;
};
