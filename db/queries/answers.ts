import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { primary } from "../client";
import { answers } from "../schema/orders";

type Name = { actor: string; key: string };
const named = ({ actor, key }: Name) => and(eq(answers.actor, actor), eq(answers.key, key));

/** True for the one caller who found the key unused. */
export async function takeKey(row: Name & { bodyHash: string }): Promise<boolean> {
  const taken = await primary().insert(answers).values(row).onConflictDoNothing().returning({ key: answers.key });
  return taken.length > 0;
}

export async function answerTo(name: Name) {
  const [answer] = await primary().select().from(answers).where(named(name));
  return answer;
}

export const rememberAnswer = (name: Name, answer: { status: number; body: unknown }) =>
  primary().update(answers).set(answer).where(named(name));

export const forgetKey = (name: Name) => primary().delete(answers).where(named(name));

/** Drops what nobody may count on any more: answers past their day, and attempts whose process died. */
export async function dropStale(name: Name, keptMs: number, attemptMs: number) {
  const olderThan = (ms: number) => lt(answers.createdAt, sql`now() - ${ms} * interval '1 ms'`);
  const abandoned = and(isNull(answers.status), isNull(answers.orderId), olderThan(attemptMs));
  await primary()
    .delete(answers)
    .where(and(named(name), sql`(${abandoned} or ${olderThan(keptMs)})`));
}
