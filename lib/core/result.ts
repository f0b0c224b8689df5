/** An outcome the caller must handle is a value. Anything else is a bug and throws. */
export type Result<Value, Problem extends { kind: string }> =
  | { ok: true; value: Value }
  | { ok: false; problem: Problem };

export const ok = <Value>(value: Value) => ({ ok: true, value }) as const;
export const refuse = <const Problem extends { kind: string }>(problem: Problem) => ({ ok: false, problem }) as const;
