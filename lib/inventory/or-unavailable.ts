import { describeFailure, isOutage } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { type Result, refuse } from "@/lib/core/result";
import type { Unavailable } from "./problems";

const retryAfterSeconds = 2;
export const unavailable = { kind: "unavailable", retryAfterSeconds } as const satisfies Unavailable;

// What Redis says of a script or a command that is wrong; anything else it says is about its own state.
const ourFault = /user_script|error running script|compiling script|WRONGTYPE|wrong number of arguments/i;

const isAway = (error: unknown) =>
  isOutage(error) || (error instanceof Error && error.name.startsWith("Upstash") && !ourFault.test(error.message));

/** A store that does not answer is an outcome; a bug still throws. */
export async function orUnavailable<Value, Problem extends { kind: string }>(
  work: () => Promise<Result<Value, Problem>>,
): Promise<Result<Value, Problem | Unavailable>> {
  try {
    return await work();
  } catch (error) {
    if (!isAway(error)) throw error;
    log.warn({ failure: describeFailure(error) }, "inventory is unavailable");
    return refuse(unavailable);
  }
}
