/** What a local part says to a request: JSON unless it says otherwise. */
export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
};

/** Something read from a request, or the answer that refuses it. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; answer: Answer };

export const answer = (body: unknown, status = 200): Answer => ({ status, body });

export const read = <Value>(value: Value) => ({ ok: true, value }) as const;

export const refuse = (status: number, error: string, headers: Record<string, string> = {}) =>
  ({ ok: false, answer: { status, body: { error }, headers } }) as const;
