import type { Transaction } from "@/db/client";
import { ownedOfType } from "@/db/queries/capacity";
import {
  type AnswerRow,
  countUnits,
  eventForClaim,
  insertItems,
  insertOrder,
  insertTickets,
  limitedTypes,
  lockTypes,
  type OrderRow,
  orderById,
  type Ranges,
  rememberKey,
} from "@/db/queries/claims";
import { insertOutbox } from "@/db/queries/outbox";
import { inTransaction, Undo } from "@/db/transaction";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { type Result, refuse } from "@/lib/core/result";
import type { HeldUnit, Hold } from "@/lib/inventory/hold";
import { told } from "@/lib/queue/tell";
import { customersOf, unitsByType } from "./customers";
import { seatName } from "./seat-name";

export type Buyer = { name: string; email: string };
export type Claim = {
  hold: Hold;
  orderId: string;
  userId?: string | undefined;
  buyer: Buyer;
  attendees: string[];
  answers: Record<string, string>;
  key: { actor: string; key: string; bodyHash: string };
};
export type Claimed = { order: OrderRow; answer: AnswerRow };
export type ClaimProblem =
  | { kind: "not_on_sale" }
  | { kind: "hold_expired" }
  | { kind: "limit_exceeded"; limit: string }
  | { kind: "idempotency_mismatch" }
  /** Redis was wrong: somebody else owns these. */
  | { kind: "units_sold"; units: HeldUnit[] };

type Bounds = { ranges: Ranges; lowered: Ranges };

class Refused extends Undo<ClaimProblem> {}

/**
 * Transaction 1: the order and its claimed units, or nothing. An order that exists already is continued.
 * A free order is paid and announced here and now: there is no card to ask.
 */
export async function claim(wish: Claim): Promise<Result<Claimed, ClaimProblem>> {
  try {
    return { ok: true, value: await inTransaction((tx) => claimIn(tx, wish)) };
  } catch (error) {
    if (error instanceof Refused) return refuse(error.outcome);
    throw error;
  }
}

async function claimIn(tx: Transaction, wish: Claim): Promise<Claimed> {
  const { hold, orderId } = wish;
  const event = await eventForClaim(tx, hold.eventId);
  const fresh = event && (await insertOrder(tx, newOrder(wish, event.hold.paymentSeconds)));
  const order = fresh ?? (await orderById(orderId, tx));
  if (fresh) {
    if (event.status !== "published") throw new Refused({ kind: "not_on_sale" });
    if (event.generation !== hold.generation) throw new Refused({ kind: "hold_expired" });
    await claimUnits(tx, wish, event);
    if (isFree(hold)) await insertOutbox(tx, announcements(orderId));
  }
  if (!order) throw new Refused({ kind: "not_on_sale" });
  return { order, answer: await recall(tx, wish) };
}

const isFree = (hold: Hold) => hold.totalCents === 0;

function newOrder({ hold, orderId, userId, buyer, answers }: Claim, paymentSeconds: number) {
  const now = new Date();
  return {
    id: orderId,
    eventId: hold.eventId,
    holdId: hold.id,
    fan: hold.fan,
    userId: userId ?? null,
    buyerName: buyer.name,
    buyerEmail: buyer.email,
    answers,
    totalCents: hold.totalCents,
    currency: hold.currency,
    paymentSeconds,
    ...(isFree(hold) && { status: "paid" as const, paidAt: now, capturedAt: now }),
  };
}

// Neither a unit that is owned nor one past the end of its pool or ticket type, whatever Redis granted.
async function claimUnits(tx: Transaction, wish: Claim, { ranges, lowered }: Bounds) {
  const { hold, orderId, attendees } = wish;
  const counted = unitsByType(hold.units).flatMap(({ ticketTypeId }) => (ticketTypeId in lowered ? ticketTypeId : []));
  if (counted.length > 0) await lockTypes(tx, counted);
  await insertItems(
    tx,
    hold.items.map((item) => ({ orderId, ...item })),
  );
  const rows = hold.units.map(({ poolId, unit, ticketTypeId, typeUnit, seat }, index) => ({
    id: newId(),
    eventId: hold.eventId,
    orderId,
    poolId,
    unit,
    ticketTypeId,
    typeUnit: typeUnit ?? null,
    seat: seat ? seatName(seat) : null,
    attendeeName: attendees[index] ?? wish.buyer.name,
    status: isFree(hold) ? ("valid" as const) : ("claimed" as const),
  }));
  const existing = rows.filter(
    ({ poolId, unit, ticketTypeId, typeUnit }) =>
      unit <= (ranges[poolId] ?? 0) && (typeUnit ?? 0) <= (ranges[ticketTypeId] ?? Number.POSITIVE_INFINITY),
  );
  const claimed = await insertTickets(tx, existing);
  const mine = new Set(claimed.map(({ poolId, unit }) => `${poolId}:${unit}`));
  const units = hold.units.filter(({ poolId, unit }) => !mine.has(`${poolId}:${unit}`));
  for (const id of counted) units.push(...(await overCap(tx, id, lowered[id] ?? 0, hold)));
  if (units.length > 0) throw new Refused({ kind: "units_sold", units });
  await countCustomer(tx, wish);
}

/** Where a cap was lowered, its numbers go further than it does: what is owned is counted, the type's row locked. */
async function overCap(tx: Transaction, id: string, capacity: number, { units }: Hold): Promise<HeldUnit[]> {
  const over = (await ownedOfType(tx, id)) - capacity;
  return over > 0 ? units.filter(({ ticketTypeId }) => ticketTypeId === id).slice(-over) : [];
}

async function countCustomer(tx: Transaction, { hold, buyer, userId }: Claim) {
  const wanted = unitsByType(hold.units);
  const limited = await limitedTypes(
    tx,
    wanted.map(({ ticketTypeId }) => ticketTypeId),
  );
  for (const { id, max } of limited) {
    const units = wanted.find(({ ticketTypeId }) => ticketTypeId === id)?.count ?? 0;
    for (const customer of customersOf({ buyerEmail: buyer.email, userId })) {
      const within = await countUnits(tx, { ticketTypeId: id, customer, units }, max ?? 0);
      if (!within) throw new Refused({ kind: "limit_exceeded", limit: "per_customer" });
    }
  }
}

async function recall(tx: Transaction, { orderId, key }: Claim): Promise<AnswerRow> {
  const answer = await rememberKey(tx, { ...key, orderId });
  invariant(answer, "a remembered key can be read in its transaction");
  if (answer.bodyHash !== key.bodyHash) throw new Refused({ kind: "idempotency_mismatch" });
  return answer;
}

/** What a sale causes, each once, once its money is there. */
export const announcements = (orderId: string) => [
  told("send-tickets", orderId, { orderId }),
  told("record-order", orderId, { orderId }),
];
