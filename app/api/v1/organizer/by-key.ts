import { createHash } from "node:crypto";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import { answerOnce, type OnceProblem } from "@/lib/auth/answer-once";
import { requireKey } from "@/lib/auth/api-key";
import type { Scope } from "@/lib/auth/scopes";
import { eventTag } from "@/lib/cache/keys";
import type { Grant } from "@/lib/core/grant";
import { json } from "@/lib/core/http";
import { idOf } from "@/lib/core/ids";
import type { Admit } from "@/lib/core/operation";
import { type Problem, problems } from "@/lib/core/problem";
import { ok, type Result } from "@/lib/core/result";
import type { Input } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { type EventView, eventView } from "@/lib/events/event-view";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";

/** What was shown as a key is counted before it is looked up: guesses cost the database nothing either. */
async function admitKey<Allowed extends Scope>(request: Request, scope: Allowed) {
  const key = request.headers.get("authorization") ?? "";
  const counted = await limit("organizer", { key, network: networkOf(request.headers) });
  return counted.ok ? requireKey(request, scope) : counted;
}

/** Whoever shows a key with this scope. */
export const byKey = <Allowed extends Scope>(scope: Allowed): Admit<Grant<Allowed>> =>
  Object.assign((request: Request) => admitKey(request, scope), {
    by: `key:${scope}` as const,
    problems: ["unauthenticated" as const, "forbidden" as const, "rate_limited" as const],
  });
export const eventParams = z.object({ id: uuid });
export const eventAnswer = z.object({ event: eventView });

type Kept<Refusal extends Problem = Problem> = { value: unknown; status: number } | { problem: Refusal };
type Changing = Pick<
  Input<unknown, unknown, unknown, Grant<string>>,
  "request" | "who" | "idempotencyKey" | "bodyHash"
>;

const statusOf = (kept: Kept) => ("problem" in kept ? problems[kept.problem.kind].status : kept.status);

/** A key means one request: its method, address and body. */
const meaningOf = ({ request, bodyHash }: Changing) =>
  createHash("sha256")
    .update(`${request.method} ${new URL(request.url).pathname} ${bodyHash}`)
    .digest("hex");

/** Does the work once for an Idempotency-Key and answers every repeat alike, refusals too. */
export async function once<Refusal extends Problem>(
  asking: Changing,
  status: number,
  work: () => Promise<Result<unknown, Refusal>>,
): Promise<Response | { ok: false; problem: Refusal | OnceProblem }> {
  const name = { actor: asking.who.actor, key: asking.idempotencyKey, bodyHash: meaningOf(asking) };
  const answer = await answerOnce(name, async () => {
    const outcome = await work();
    const kept: Kept<Refusal> = outcome.ok ? { value: outcome.value, status } : { problem: outcome.problem };
    return { status: statusOf(kept), body: kept };
  });
  if (!answer.ok) return answer;
  const kept = answer.value.body as Kept<Refusal>;
  return "problem" in kept ? { ok: false, problem: kept.problem } : json(kept.value, { status: kept.status });
}

/** What this request makes, named by its key: made again after a crash, it is found, not doubled. */
export const idFor = (noun: string, { who, idempotencyKey }: Pick<Changing, "who" | "idempotencyKey">, of = "") =>
  idempotencyKey ? { [`${noun}Id`]: idOf(`${noun}|${who.actor}|${idempotencyKey}${of && `|${of}`}`) } : {};

/** Who changes what, as verbs and the audit log take it. */
export const doer = <Allowed extends string>({ who, requestId }: { who: Grant<Allowed>; requestId: string }) => ({
  ...who,
  requestId,
});

/** The event as its organizer is told of it; what was drawn from the one before is drawn anew. */
export function tellEvent<Refusal extends Problem>(outcome: Result<EventView, Refusal>) {
  if (!outcome.ok) return outcome;
  revalidateTag(eventTag(outcome.value.slug), { expire: 0 });
  return ok({ event: outcome.value });
}
