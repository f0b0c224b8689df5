import { permutation } from "./draw/permutation";

const keptMax = 20;
const drawn = new Map<string, (index: number) => number>();

/** Where a number stands: the permuted place for those who were drawn, once the seed is known; else the number itself. */
export function placeOf(number: number, { count, seed }: { count: number; seed: string }): number {
  if (number > count || !seed) return number;
  const name = `${count} ${seed}`;
  const place = drawn.get(name) ?? permutation(Buffer.from(seed, "hex"), count);
  if (drawn.size >= keptMax) drawn.clear();
  drawn.set(name, place);
  return place(number - 1) + 1;
}
