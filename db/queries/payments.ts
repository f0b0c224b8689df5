import { and, eq, inArray, isNull, lt, notExists, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { events } from "../schema/events";
import type { ledgerAccount } from "../schema/money";
import { answers, orderItems, orders, tickets } from "../schema/orders";
import type { OutboxRow } from "./outbox";

export type ItemRow = typeof orderItems.$inferSelect;
export type Key = { actor: string; key: string };

const attemptsMax = 5;

type Attempt = Key & { orderId: string; intentId: string; seenAttempts: number; inFlightMs: number };

/**
 * The next card attempt of a pending order, its intent stored and its key marked in one statement.
 * Undefined when the order moved on, has no attempt left, or another key's attempt may still be under way.
 */
export async function beginAttempt({ actor, key, orderId, intentId, seenAttempts, inFlightMs }: Attempt) {
  const db = primary();
  const begun = db.$with("begun").as(
    db
      .update(orders)
      .set({ attempts: sql`${orders.attempts} + 1`, paymentIntentId: intentId })
      .where(
        and(
          eq(orders.id, orderId),
          eq(orders.status, "pending"),
          eq(orders.attempts, seenAttempts),
          lt(orders.attempts, attemptsMax),
          sql`not exists (select 1 from ${answers} where order_id = ${orderId} and key <> ${key} and status is null
            and attempted_at > now() - ${inFlightMs} * interval '1 ms')`,
        ),
      )
      .returning({ begunAttempt: sql<number>`${orders.attempts}`.as("begun_attempt") }),
  );
  const [marked] = await db
    .with(begun)
    .update(answers)
    .set({ attempt: sql`${begun.begunAttempt}`, attemptedAt: sql`now()` })
    .from(begun)
    .where(and(eq(answers.actor, actor), eq(answers.key, key)))
    .returning({ attempt: answers.attempt });
  return marked?.attempt ?? undefined;
}

export async function answerOf({ actor, key }: Key) {
  const [answer] = await primary()
    .select()
    .from(answers)
    .where(and(eq(answers.actor, actor), eq(answers.key, key)));
  return answer;
}

/** A final answer, once given, stays. */
export const rememberAnswer = ({ actor, key }: Key, status: number, body: object) =>
  primary()
    .update(answers)
    .set({ status, body })
    .where(and(eq(answers.actor, actor), eq(answers.key, key), isNull(answers.status)));

/** Moves the order to paid. Undefined when somebody else moved it, or its event was cancelled meanwhile. */
export async function markPaid(tx: Transaction, orderId: string) {
  const cancelled = tx
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.id, orders.eventId), eq(events.status, "cancelled")));
  const [order] = await tx
    .update(orders)
    .set({ status: "paid", paidAt: sql`now()` })
    .where(and(eq(orders.id, orderId), eq(orders.status, "pending"), notExists(cancelled)))
    .returning();
  return order;
}

export const validateTickets = (tx: Transaction, orderId: string) =>
  tx
    .update(tickets)
    .set({ status: "valid" })
    .where(and(eq(tickets.orderId, orderId), eq(tickets.status, "claimed")))
    .returning();

export const itemsOf = (orderId: string, db: Pick<Transaction, "select"> = primary()): Promise<ItemRow[]> =>
  db.select().from(orderItems).where(eq(orderItems.orderId, orderId)).orderBy(orderItems.ticketTypeId);

export const ticketsOf = (orderId: string, db: Pick<Transaction, "select"> = primary()) =>
  db.select().from(tickets).where(eq(tickets.orderId, orderId)).orderBy(tickets.poolId, tickets.unit);

export type LedgerLine = { account: (typeof ledgerAccount.enumValues)[number]; amountCents: number };
type Captured = {
  orderId: string;
  intentId: string;
  amountCents: number;
  currency: string;
  lines: LedgerLine[];
  announcements: OutboxRow[];
  /** The commit's own `capture` message: done, so nobody need be told. */
  doneOutboxId: string;
  answer?: Key | undefined;
};

/** The money is there: one statement that posts, announces and answers once; a repeat changes nothing. */
export async function recordCapture(capture: Captured): Promise<void> {
  const { orderId, intentId, amountCents, currency, answer } = capture;
  await primary().execute(sql`
    with captured as (
      update orders set captured_at = now()
      where id = ${orderId} and status = 'paid' and captured_at is null
      returning id
    ), seen as (
      insert into payments (intent_id, order_id, status, amount_cents, captured_cents, currency)
      select ${intentId}, id, 'succeeded', ${amountCents}::int, ${amountCents}::int, ${currency} from captured
      on conflict (intent_id) do update set status = 'succeeded', captured_cents = excluded.captured_cents, updated_at = now()
    ), posted as (
      insert into ledger_entries (transaction, account, amount_cents, currency, order_id)
      select ${`capture:${orderId}`}, line.account::ledger_account, line.amount, ${currency}, captured.id
      from captured, jsonb_to_recordset(${JSON.stringify(
        capture.lines.map(({ account, amountCents: amount }) => ({ account, amount })),
      )}::jsonb) as line(account text, amount bigint)
    ), told as (
      insert into outbox (id, job, payload)
      select message.id, message.job, message.payload
      from captured, jsonb_to_recordset(${JSON.stringify(capture.announcements)}::jsonb) as message(id uuid, job text, payload jsonb)
      on conflict do nothing
    ), done as (
      update outbox set published_at = coalesce(published_at, now()), done_at = now()
      where id = ${capture.doneOutboxId} and done_at is null
    )
    update answers set status = 201
    where actor = ${answer?.actor ?? ""} and key = ${answer?.key ?? ""} and status is null`);
}

/** Ends a claim: its tickets free their units. */
export const voidTickets = (tx: Transaction, orderId: string, ids?: string[]) =>
  tx
    .update(tickets)
    .set({ status: "void", endedAt: sql`now()` })
    .where(
      and(
        eq(tickets.orderId, orderId),
        inArray(tickets.status, ["claimed", "valid", "checked_in"]),
        ids ? inArray(tickets.id, ids) : undefined,
      ),
    )
    .returning();
