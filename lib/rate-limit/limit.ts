import { createHmac } from "node:crypto";
import { Ratelimit } from "@upstash/ratelimit";
import { durations } from "@/lib/core/durations";
import { describeFailure, OutageError } from "@/lib/core/failure";
import { deriveKey, masters } from "@/lib/core/keys";
import { log } from "@/lib/core/log";
import { ok, type Result, refuse } from "@/lib/core/result";
import { redis } from "@/lib/redis/client";
import { type Counted, type CountedBy, type PolicyName, policies } from "./policies";

export type LimitProblem = { kind: "rate_limited" | "unavailable"; retryAfterSeconds: number };

const awayRetrySeconds = 2;
const refusedMax = 10_000;

const counters = new Map<string, Ratelimit>();
/** Who has to wait until when, as this process was told: a flood that is refused asks Redis no more. */
const refused = new Map<string, number>();

/**
 * Counts this request for each of `who`, in one call to Redis. Over the limit it is `rate_limited`, and as the policy
 * says it is let through or `unavailable` when Redis does not count in time. Asked before the work: both may not leave
 * together, as the work would be done whatever the count says.
 */
export async function limit<Name extends PolicyName>(
  name: Name,
  who: Record<CountedBy<Name>, string>,
): Promise<Result<void, LimitProblem>> {
  const counted: { by: Counted; waitMs: number | undefined }[] = await Promise.all(
    entriesOf(who).map(async ([by, value]) => ({ by, waitMs: await count(name, by, value) })),
  );
  const waitMs = Math.max(...counted.map((each) => each.waitMs ?? 0));
  if (waitMs > 0) {
    log.info({ policy: name, by: counted.filter((each) => each.waitMs).map(({ by }) => by) }, "a rate limit refused");
    return refuse({ kind: "rate_limited", retryAfterSeconds: Math.ceil(waitMs / 1000) });
  }
  const isAway = counted.some((each) => each.waitMs === undefined);
  if (isAway && policies[name].whenAway === "closed") {
    return refuse({ kind: "unavailable", retryAfterSeconds: awayRetrySeconds });
  }
  return ok(undefined);
}

const entriesOf = (who: Partial<Record<Counted, string>>) => Object.entries(who) as [Counted, string][];

/** How long to wait, 0 for not at all; undefined when nobody counted. */
async function count(name: PolicyName, by: Counted, value: string): Promise<number | undefined> {
  try {
    const { success, reset, reason } = await counterOf(name, by).limit(hidden(by, value));
    if (reason === "timeout") throw new OutageError("Redis did not count in time");
    return success ? 0 : Math.max(1, reset + 1 - Date.now());
  } catch (error) {
    log.warn({ policy: name, by, ...describeFailure(error) }, "a rate limit was not counted");
    return undefined;
  }
}

function counterOf(name: PolicyName, by: Counted): Ratelimit {
  const prefix = `limit:${name}:${by}`;
  if (refused.size > refusedMax) refused.clear();
  const known = counters.get(prefix);
  if (known) return known;
  const quotas: Partial<Record<Counted, () => { most: number; seconds: number }>> = policies[name].quotas;
  const { most, seconds } = quotas[by]?.() ?? { most: 0, seconds: 1 };
  const counter = new Ratelimit({
    redis: redis(),
    prefix,
    limiter: Ratelimit.slidingWindow(most, `${seconds} s`),
    timeout: durations.rateLimitTimeoutMs,
    ephemeralCache: refused,
    enableTelemetry: false,
  });
  counters.set(prefix, counter);
  return counter;
}

/** Personal data stays out of the store's keys. In braces: on a cluster the keys of two windows lie in one slot. */
function hidden(by: Counted, value: string): string {
  const [{ master } = { master: "" }] = masters();
  const digest = createHmac("sha256", deriveKey(master, "limit")).update(`${by}|${value}`).digest("base64url");
  return `{${digest.slice(0, 22)}}`;
}
