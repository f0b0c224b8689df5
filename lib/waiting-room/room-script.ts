import clock from "@/lib/redis/clock.lua";
import { defineScript } from "@/lib/redis/define-script";
import { keysOf } from "./keys";
import { type Known, lanesOf, progressOf } from "./known-rooms";
import type { Lane } from "./lanes";
import { sources } from "./sources";

/** What a script said: its word, then whatever belongs to it. */
export type Reply = [word: string, ...rest: string[]];

type Definition<Input> = { source: keyof typeof sources; args: (input: Input) => (string | number)[] };
type Asking<Input> = { eventId: string; known: Known; input: Input; own: Lane };

/** The other lines of the room whose caller stands in this one, in the order of their keys. */
export const othersOf = (known: Known, own: Lane): Lane[] =>
  ["" as const, ...lanesOf(known)].filter((lane) => lane !== own);

/** A script of one event's room, for one of its lines. Each begins with what its caller knows: see scripts/room.lua. */
export function roomScript<Input>({ source, args }: Definition<Input>) {
  const run = defineScript<Asking<Input>, unknown[], Reply>({
    source: [clock, ...sources[source]],
    keys: ({ eventId, known, own }) => keysOf(eventId, { own, others: othersOf(known, own) }),
    args: ({ known, input, own }) => {
      const { issued, serving } = progressOf(known, own);
      return [known.epoch, issued, serving, known.admitted, ...args(input)];
    },
    decode: ([word, ...rest]) => [String(word), ...rest.map(String)],
  });
  return (eventId: string, known: Known, input: Input, own: Lane = "") => run({ eventId, known, input, own });
}
