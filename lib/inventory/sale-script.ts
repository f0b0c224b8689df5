import { invariant } from "@/lib/core/invariant";
import clock from "@/lib/redis/clock.lua";
import { defineScript } from "@/lib/redis/define-script";
import type { KnownSale } from "./known-sales";
import { layoutOf } from "./layout";
import sale from "./scripts/sale.lua";

const argumentsMax = 1000;

/** What a script said: its word, then whatever belongs to it. */
export type Reply = [word: string, ...rest: string[]];
type Arguments = (string | number)[];

type Definition<Input> = {
  /** Fragments the script needs beside the clock and the sale, then the script. */
  source: string[];
  /** What may answer before anything else is set up. */
  first?: string[];
  args: (input: Input, known: KnownSale) => Arguments;
  /** Keys beside those of the sale; they come last. */
  keys?: (eventId: string) => string[];
  /** The oldest generation that may answer, where it is not the one this process knows. */
  generation?: (input: Input) => number;
};

/** A script of one event's sale. Every one of them begins as scripts/sale.lua says. */
export function saleScript<Input>({ source, first = [], args, keys, generation }: Definition<Input>) {
  const run = defineScript<{ known: KnownSale; input: Input }, unknown[], Reply>({
    // Each fragment stands once, where it is first needed.
    source: [...new Set([clock, ...first, sale, ...source])],
    keys: ({ known }) => [...layoutOf(known.catalogue).keys, ...(keys?.(known.catalogue.eventId) ?? [])],
    args: ({ known, input }) => {
      const oldest = Math.max(known.generation, generation?.(input) ?? 0);
      const all = [known.catalogue.version, oldest, layoutOf(known.catalogue).shape, ...args(input, known)];
      invariant(all.length <= argumentsMax, `a script takes at most ${argumentsMax} arguments`);
      return all;
    },
    decode: ([word, ...rest]) => [String(word), ...rest.map(String)],
  });
  return (known: KnownSale, input: Input) => run({ known, input });
}
