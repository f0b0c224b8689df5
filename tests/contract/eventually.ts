/** Asks again until there is an answer; an exception counts as none yet. Fails at the deadline with what went wrong last. */
export async function eventually<Value>(
  ask: () => Value | undefined | Promise<Value | undefined>,
  deadlineMs = 20_000,
): Promise<Value> {
  const until = Date.now() + deadlineMs;
  let last: unknown = "no answer";
  while (Date.now() < until) {
    try {
      const value = await ask();
      if (value !== undefined) return value;
    } catch (problem) {
      last = problem;
    }
    await pause(20);
  }
  throw new Error(`nothing within ${deadlineMs} ms`, { cause: last });
}

/** Longer than a process that ends takes on any machine, shorter than what would hold it up. */
export const soonMs = 15_000;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
