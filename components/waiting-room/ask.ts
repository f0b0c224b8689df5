const answerMsMax = 8000;

export type Answer = { status: number; body: Record<string, unknown>; retryAfterSeconds: number };

/** Asks a route of the room; throws where no answer comes. */
export async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  // What a browser kept of it would be no answer, and would hide that there is none.
  const response = await fetch(path, { ...init, cache: "no-store", signal: AbortSignal.timeout(answerMsMax) });
  const body = await response.json().catch(() => ({}));
  return { status: response.status, body, retryAfterSeconds: Number(response.headers.get("Retry-After") ?? 0) || 0 };
}

export const post = (path: string, body: object = {}): Promise<Answer> =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
