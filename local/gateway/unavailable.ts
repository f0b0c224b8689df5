import type { Command, Refusal } from "./command";

// All callers share one connection: what would change its state, end it or hold it up stays out.
const kept = new Set(
  (
    "AUTH HELLO SELECT CLIENT QUIT RESET MULTI EXEC DISCARD WATCH UNWATCH ASKING READONLY READWRITE " +
    "SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE MONITOR SYNC PSYNC REPLCONF " +
    "BLPOP BRPOP BRPOPLPUSH BLMOVE BLMPOP BZPOPMIN BZPOPMAX BZMPOP WAIT WAITAOF SHUTDOWN DEBUG"
  ).split(" "),
);

const reads = new Set(["XREAD", "XREADGROUP"]);

const blocks = ([name, ...args]: Command) =>
  reads.has(name) && args.some((arg) => typeof arg === "string" && arg.toUpperCase() === "BLOCK");

/** Why this command is not for a stateless client, if it is not. */
export function unavailable(command: Command): Refusal | undefined {
  if (!kept.has(command[0]) && !blocks(command)) return undefined;
  return {
    error: `ERR Command is not available: '${command[0]}'. See https://upstash.com/docs/redis/overall/compatibility for details`,
  };
}
