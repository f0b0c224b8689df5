const unreachable =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ESOCKET|ECONNECTION|EDNS|UND_ERR_\w+|08\w{3}|53\w{3}|57P0\w|57014)$/;
const inWords =
  /fetch failed|timeout exceeded|read timeout|connection (terminated|timeout|closed)|client has encountered a connection error/i;
const depthMax = 5;

/** An error and what caused it, outermost first. */
function chainOf(error: unknown): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  for (let each = error; typeof each === "object" && each !== null && chain.length < depthMax; ) {
    // A WebSocket driver rejects with an event whose `error` is the cause.
    const { name, message, code, constraint, stack, cause, error: inner } = each as Record<string, unknown>;
    chain.push({ name, message, code, constraint, stack });
    each = cause ?? inner;
  }
  return chain;
}

/** Thrown where a dependency that is away leaves no outcome to hand on. */
export class OutageError extends Error {
  override name = "OutageError";
}

/** A dependency did not answer: the caller may try again. Anything else that throws is a bug. */
export const isOutage = (error: unknown) =>
  chainOf(error).some(
    ({ name, message, code }) =>
      name === "TimeoutError" ||
      name === "OutageError" ||
      name === "AbortError" ||
      (typeof code === "string" && unreachable.test(code)) ||
      (typeof message === "string" && inWords.test(message)),
  );

/** What a log may say of an error. Messages stay out: a driver's message repeats the values it was given. */
export function describeFailure(error: unknown) {
  const chain = chainOf(error);
  const stack = chain.find(({ stack }) => typeof stack === "string")?.stack;
  const frames = typeof stack === "string" ? stack.split("\n").filter((line) => /^\s+at /.test(line)) : [];
  return {
    names: chain.map(({ name }) => String(name ?? "unknown")),
    codes: chain.map(({ code }) => code).filter((code) => typeof code === "string"),
    constraints: chain.map(({ constraint }) => constraint).filter((each) => typeof each === "string"),
    at: frames.slice(0, 6).map((line) => line.trim()),
  };
}
