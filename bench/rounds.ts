export type Spread = { median: number; min: number; max: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return { median: ((low ?? 0) + (high ?? 0)) / 2, min: sorted.at(0) ?? 0, max: sorted.at(-1) ?? 0 };
}

/** Something that can be measured again and again, and what came of each round. */
export type Contender<Value> = { name: string; measure: () => Promise<Value> };
export type Measured<Value> = (name: string) => Value[];

/** Measures each contender once a round, in another order every time, so that what else goes on hits all alike. */
export async function interleave<Value>(count: number, contenders: Contender<Value>[]): Promise<Measured<Value>> {
  const rounds = new Map<string, Value[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < count; round += 1) {
    const turn = round % contenders.length;
    for (const { name, measure } of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      rounds.get(name)?.push(await measure());
    }
  }
  return (name) => rounds.get(name) ?? [];
}

/** Ours to the floor, round by round: a pair of neighbours in time tells more than two medians. */
export const ratioOf = (ours: readonly number[], floor: readonly number[]): Spread =>
  spreadOf(ours.map((value, round) => value / (floor[round] ?? Number.NaN)));
