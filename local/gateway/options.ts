export const timeoutMs = 2_000;

/** Of every connection to a Redis. */
export const nodeOptions = {
  protocol: 2,
  // Integers past 2^53 keep their digits.
  stringNumbers: true,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: timeoutMs,
  socketTimeout: timeoutMs,
} as const;

export const retryAfterMs = (attempt: number) => Math.min(50 * attempt, 500);
