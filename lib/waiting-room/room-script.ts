import clock from "@/lib/redis/clock.lua";
import { defineScript } from "@/lib/redis/define-script";
import { keysOf } from "./keys";
import type { Known } from "./known-rooms";
import { sources } from "./sources";

/** What a script said: its word, then whatever belongs to it. */
export type Reply = [word: string, ...rest: string[]];

type Definition<Input> = { source: keyof typeof sources; args: (input: Input) => (string | number)[] };

/** A script of one event's room. Each begins with what its caller knows of it: see scripts/room.lua. */
export function roomScript<Input>({ source, args }: Definition<Input>) {
  const run = defineScript<{ eventId: string; known: Known; input: Input }, unknown[], Reply>({
    source: [clock, ...sources[source]],
    keys: ({ eventId }) => keysOf(eventId),
    args: ({ known, input }) => [known.epoch, known.issued, known.serving, known.admitted, ...args(input)],
    decode: ([word, ...rest]) => [String(word), ...rest.map(String)],
  });
  return (eventId: string, known: Known, input: Input) => run({ eventId, known, input });
}
