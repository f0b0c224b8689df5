import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../local/stack/start-stack";
import { withPostgres } from "./stage";

const drainedMs = 180_000;

/** Nothing is delivered and no schedule starts until `resume`. */
export async function pauseQueue(stack: Stack): Promise<{ resume: () => Promise<void> }> {
  await flip(stack, "pause");
  return { resume: () => flip(stack, "resume") };
}

async function flip({ file }: Stack, verb: "pause" | "resume") {
  const body = JSON.stringify({ deliveries: true, schedules: true });
  const answer = await fetch(`${file.services.qstash.url}/_local/${verb}`, { method: "POST", body });
  if (!answer.ok) throw new Error(`the queue answered ${answer.status} to ${verb}`);
}

/** Resolves once neither outbox nor queue has anything left to deliver. */
export async function drained(stack: Stack): Promise<void> {
  const end = performance.now() + drainedMs;
  while (await isBusy(stack)) {
    if (performance.now() > end) throw new Error(`not all was delivered within ${drainedMs / 1000} s`);
    await sleep(50);
  }
}

async function isBusy(stack: Stack): Promise<boolean> {
  const text = "select 1 from outbox where published_at is null limit 1";
  const { rowCount } = await withPostgres(stack, (client) => client.query(text));
  if (rowCount) return true;
  const answer = await fetch(`${stack.file.services.qstash.url}/_local/messages?state=ACTIVE`);
  const { pending } = await answer.json();
  return pending > 0;
}
