import { createHash } from "node:crypto";

/** Numbers from 0 to below 1, the same ones each time. */
export function chanceFrom(seed: number) {
  let drawn = 0;
  return () => {
    drawn += 1;
    return createHash("sha256").update(`${seed}:${drawn}`).digest().readUInt32BE() / 2 ** 32;
  };
}
