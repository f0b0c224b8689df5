import { durationMs } from "./duration";
import { compileDelay } from "./expression";
import { limits } from "./limits";
import type { Outcome } from "./model";

const askingHeaders = [
  "retry-after",
  "x-ratelimit-reset",
  "x-ratelimit-reset-requests",
  "x-ratelimit-reset-tokens",
] as const;

type Failure = { outcome: Outcome; retried: number; expression: string | undefined; now: number };

/**
 * How long until the next attempt, before time scaling. The receiver's own wish wins, then the message's expression,
 * then e^(2.5 n) seconds; never more than a day.
 */
export function retryDelayMs({ outcome, retried, expression, now }: Failure): number {
  const asked = askedDelayMs(outcome, now);
  if (asked !== undefined && asked <= limits.retryDelayMsMax) return asked;
  const custom = expression === undefined ? Number.NaN : (compileDelay(expression)?.(retried) ?? Number.NaN);
  const delay = Number.isNaN(custom) ? Math.exp(2.5 * (retried + 1)) * 1_000 : Math.max(0, custom);
  return Math.min(limits.retryDelayMsMax, delay);
}

function askedDelayMs(outcome: Outcome, now: number): number | undefined {
  for (const name of askingHeaders) {
    const text = outcome.headers[name]?.[0]?.trim();
    if (!text) continue;
    const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : (durationMs(text) ?? Date.parse(text) - now);
    if (!Number.isNaN(ms)) return Math.max(0, ms);
  }
  return undefined;
}
