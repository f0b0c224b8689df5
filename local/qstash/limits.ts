const megabyte = 1_048_576;
const minuteMs = 60_000;

/** The vendor's documented limits where it has one, otherwise what a developer's machine carries. */
export const limits = {
  bodyBytesMax: megabyte,
  batchBytesMax: 16 * megabyte,
  batchMessagesMax: 1_000,
  responseBytesMax: megabyte,
  deliveriesAtOnceMax: 16,
  /** The longest a Vercel function may run. */
  deliveryMsMax: 5 * minuteMs,
  pendingMessagesMax: 50_000,
  pendingBytesMax: 256 * megabyte,
  finishedMessagesMax: 10_000,
  finishedBytesMax: 64 * megabyte,
  deadLettersMax: 5_000,
  logEntriesMax: 10_000,
  queuesMax: 1_000,
  queueParallelismMax: 1_000,
  schedulesMax: 1_000,
  flowKeysMax: 10_000,
  retriesMax: 100,
  retriesDefault: 3,
  attemptsKeptMax: 20,
  retryDelayMsMax: 24 * 60 * minuteMs,
  delayMsMax: 365 * 24 * 60 * minuteMs,
  deduplicationMs: 10 * minuteMs,
  pageMax: 1_000,
};
