import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { primary, type Transaction } from "./client";

const triesMax = 4;
const transient = new Set(["40001", "40P01"]);

const sqlstate = (error: unknown) => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
};

/** Throw inside a transaction to undo it and hand `outcome` to the caller. */
export class Undo<Outcome> extends Error {
  override name = "Undo";
  constructor(readonly outcome: Outcome) {
    super("undone on purpose");
  }
}

/** One transaction on the primary; a serialization failure or deadlock is tried again, at most 3 times with jitter. */
export async function inTransaction<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await primary().transaction(work);
    } catch (error) {
      if (attempt >= triesMax || !transient.has(sqlstate(error) ?? "")) throw error;
      await sleep(Math.random() * 20 * 2 ** attempt);
    }
  }
}
