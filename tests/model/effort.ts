import fc from "fast-check";

/*
  How far the models go. The same sequences each time, so that no run fails by chance where nothing broke; others by
  MODEL_SEED, as `npm run test:deep -- long-model` takes them.
*/
export const runs = Number(process.env.MODEL_RUNS ?? 80);
export const seed = Number(process.env.MODEL_SEED ?? 20_261_122);
/** Sequences under way at once, each on an event of its own. */
export const lanes = 4;
export const timeLimitMs = Math.max(150_000, runs * 1000);

/** Follows so many sequences, and throws at the first that Redis and its model do not agree in. */
export const inLanes = <Steps>(
  sequences: number,
  follow: fc.IAsyncProperty<Steps>,
  options: Omit<fc.Parameters<Steps>, "numRuns"> = {},
) =>
  Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      fc.assert(follow, { seed: seed + lane, ...options, numRuns: sequences / lanes }),
    ),
  );
