"use client";

/** An answer that takes longer will not come. */
const answerMsMax = 45_000;
const firstWaitMs = 1000;
const lastWaitMs = 15_000;

/** The answer, or an error once it is too late for one. */
export function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer came")), answerMsMax);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Waits for the network to be back, and a little longer after each failure, but never for ever. */
export function reconnected(failures: number, signal: AbortSignal): Promise<void> {
  const waitMs = Math.min(lastWaitMs, firstWaitMs * 2 ** failures);
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      window.removeEventListener("online", go);
      resolve();
    };
    const timer = setTimeout(go, navigator.onLine ? waitMs : lastWaitMs);
    window.addEventListener("online", go);
    signal.addEventListener("abort", go);
  });
}
