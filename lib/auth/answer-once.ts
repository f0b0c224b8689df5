import { setTimeout as sleep } from "node:timers/promises";
import { answerTo, dropStale, forgetKey, rememberAnswer, takeKey } from "@/db/queries/answers";
import { durations } from "@/lib/core/durations";
import { type Result, refuse } from "@/lib/core/result";

type Once = { actor: string; key: string | undefined; bodyHash: string };
export type Answer = { status: number; body: unknown };
export type OnceProblem =
  | { kind: "idempotency_mismatch" }
  | { kind: "conflict"; detail: string; retryAfterSeconds: number };

const attemptMs = 60_000;
const looks = 10;
const lookEveryMs = 200;
const tooMany = 429;

/** What the first caller of this key was told, if it is told in time. */
async function firstAnswer({ actor, key, bodyHash }: Once & { key: string }): Promise<Result<Answer, OnceProblem>> {
  for (let look = 0; look < looks; look++) {
    const known = await answerTo({ actor, key });
    if (known && known.bodyHash !== bodyHash) return refuse({ kind: "idempotency_mismatch" });
    if (known?.status) return { ok: true, value: { status: known.status, body: known.body } };
    await sleep(lookEveryMs);
  }
  return refuse({ kind: "conflict", detail: "The first request with this key is still at work", retryAfterSeconds: 1 });
}

/**
 * The same actor, key and body get the same answer for a day. Only final answers are kept: after a 5xx, or a
 * 429 that says when to come back, the work is tried again, so it names what it makes by the key.
 */
export async function answerOnce(once: Once, work: () => Promise<Answer>): Promise<Result<Answer, OnceProblem>> {
  const { actor, key, bodyHash } = once;
  if (!key) return { ok: true, value: await work() };
  await dropStale({ actor, key }, durations.idempotencyMs, attemptMs);
  if (!(await takeKey({ actor, key, bodyHash }))) return firstAnswer({ actor, key, bodyHash });
  try {
    const answer = await work();
    if (answer.status < 500 && answer.status !== tooMany) await rememberAnswer({ actor, key }, answer);
    else await forgetKey({ actor, key });
    return { ok: true, value: answer };
  } catch (error) {
    await forgetKey({ actor, key });
    throw error;
  }
}
