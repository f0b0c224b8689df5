import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "ioredis";
import { keysOf } from "@/lib/waiting-room/keys";
import type { Stack } from "../local/stack/start-stack";
import { asTheApp } from "./reserve-request";
import type { Sale } from "./sale";
import { withRedis } from "./stage";

const answerMs = 10_000;
/** Every process has heard of a room by then. */
const settleMs = 3_000;
const pageSize = 5000;
const hourMs = 3_600_000;

/** From here on a sale is behind a waiting room, and Redis knows of it. */
export async function openRoom({ file }: Stack, { eventId, slug }: Sale, settings: object = {}) {
  const answer = await fetch(`${file.services.app.url}/api/v1/organizer/events/${eventId}/waiting-room`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${file.organizerApiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ mode: "line", ...settings }),
    signal: AbortSignal.timeout(answerMs),
  });
  if (!answer.ok) throw new Error(`the room answered ${answer.status}: ${await answer.text()}`);
  await sleep(settleMs);
  const state = await fetch(`${file.services.app.url}/api/v1/events/${slug}/queue/state`, {
    signal: AbortSignal.timeout(answerMs),
  });
  if (!state.ok) throw new Error(`the room's state is ${state.status}`);
}

/** Persons as the room names them. */
export const somebody = () => randomBytes(17).toString("base64url").slice(0, 22);

/** So many have joined. */
export async function fill(redis: Redis, eventId: string, count: number) {
  const [ctl = "", q = ""] = keysOf(eventId);
  for (let from = 1; from <= count; from += pageSize) {
    const page = Array.from({ length: Math.min(pageSize, count - from + 1) }, (_, at) => [from + at, somebody()]);
    await redis.zadd(q, ...page.flat());
  }
  await redis.hset(ctl, { issued: count });
}

/** What somebody who was let in sends with each request. */
export type Admitted = { token: string; pass: string };

/** So many new fans whom the room has let in, for an hour: their sessions as claiming leaves them. */
export async function admit(stack: Stack, { eventId }: Sale, count: number): Promise<Admitted[]> {
  asTheApp(stack.environment);
  const { mintVisitor } = await import("@/lib/auth/visitor");
  const { personOf } = await import("@/lib/waiting-room/person");
  const { sealPass } = await import("@/lib/waiting-room/seal-pass");
  const endsMs = Date.now() + hourMs;
  const persons: string[] = [];
  const admitted = Array.from({ length: count }, () => {
    const { fan, token } = mintVisitor();
    const person = personOf(eventId, { visitor: fan });
    persons.push(person);
    const { pass } = sealPass({ event: eventId, person, fan: person, lane: "", epoch: 1 }, { endsMs, limitMs: endsMs });
    return { token, pass };
  });
  const [, , act = "", gone = "", , , , lim = ""] = keysOf(eventId);
  await withRedis(stack, async (redis) => {
    for (const key of [act, lim]) await redis.zadd(key, ...persons.flatMap((person) => [endsMs, person]));
    await redis.sadd(gone, ...persons);
  });
  return admitted;
}
