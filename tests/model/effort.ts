import fc from "fast-check";

/*
  How far the models go. The same sequences each time, so that no run fails by chance where nothing broke; others by
  MODEL_SEED, as `npm run test:deep -- long-model` takes them.
*/
export const runs = Number(process.env.MODEL_RUNS ?? 80);
/** Sequences of a few steps besides: many begin in other ways, and one that fails is read at a glance. */
export const briefRuns = 920;
export const briefSteps = 5;
export const seed = Number(process.env.MODEL_SEED ?? 20_261_122);
/** Sequences under way at once, each on an event of its own. */
export const lanes = 4;
export const timeLimitMs = Math.max(240_000, runs * 1500);
/** Fewer than were asked for are a failure. */
const limits = { interruptAfterTimeLimit: timeLimitMs, markInterruptAsFailure: true };

/** Follows so many sequences, and throws at the first that Redis and its model do not agree in. */
export const inLanes = <Steps>(sequences: number, follow: fc.IAsyncProperty<Steps>) =>
  Promise.all(
    Array.from({ length: lanes }, (_, lane) =>
      fc.assert(follow, { seed: seed + lane, ...limits, numRuns: sequences / lanes }),
    ),
  );
