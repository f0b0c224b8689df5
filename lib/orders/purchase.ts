import { createHash } from "node:crypto";
import { type OrderRow, orderById } from "@/db/queries/claims";
import { type Result, refuse } from "@/lib/core/result";
import { beginPayment } from "@/lib/inventory/begin-payment";
import type { Hold } from "@/lib/inventory/hold";
import { eventOfHold, isHoldOf } from "@/lib/inventory/hold-id";
import { readHold } from "@/lib/inventory/read-hold";
import { reload } from "@/lib/inventory/reload";
import { replace } from "@/lib/inventory/replace";
import type { Payment } from "@/lib/payments/confirm";
import type { DeclineReason } from "@/lib/payments/intent";
import { type Buyer, type Claimed, claim } from "./claim";
import { completeOrder } from "./complete";
import { expireOrder } from "./expire";
import { orderIdOf, orderKey } from "./order-id";
import { type OrderView, viewOrder } from "./order-view";
import { pay } from "./pay";
import { viewOf } from "./read-order";
import { resumeClaim } from "./resume-claim";

export type Purchase = {
  holdId: string;
  fan: string;
  userId?: string | undefined;
  buyer: Buyer;
  attendees?: string[] | undefined;
  answers?: Record<string, string> | undefined;
  payment?: Payment | undefined;
  idempotencyKey?: string | undefined;
  /** Of the parsed body: the same key with another body is refused. */
  bodyHash: string;
};

export type PurchaseProblem =
  | { kind: "not_found" | "hold_expired" | "conflict" | "not_on_sale" | "idempotency_mismatch" | "sold_out" }
  | { kind: "seats_taken"; seats: string[] }
  | { kind: "limit_exceeded"; limit: string }
  | { kind: "payment_declined"; reason: DeclineReason | "attempts_used_up" }
  | { kind: "invalid_request"; fields: Record<string, string[]> }
  | { kind: "unavailable"; retryAfterSeconds: number };

export type PurchaseAnswer =
  | { status: 201; order: OrderView }
  | { status: 202; orderId: string; key: string; state: "requires_action" | "processing"; clientSecret?: string }
  | { problem: PurchaseProblem };

const replacementsMax = 3;

/**
 * From a hold to tickets: claim, authorize, commit, capture. Repeating it with the same key continues where the
 * last call stopped, and never asks a card twice. Nobody is charged without a ticket: the card is captured only
 * after the tickets are committed.
 */
export async function purchase(wish: Purchase): Promise<PurchaseAnswer> {
  const eventId = eventOfHold(wish.holdId);
  if (!eventId || !isHoldOf(wish.holdId, wish.fan)) return { problem: { kind: "not_found" } };
  if (!wish.payment && (await mustBePaid(wish))) return { problem: paymentRequired };
  const claimed = await claimHold(wish);
  if (!claimed.ok) return { problem: claimed.problem };
  return answerFor(wish, claimed.value);
}

const paymentRequired: PurchaseProblem = { kind: "invalid_request", fields: { payment: ["required"] } };

/** Without a payment only a free hold is claimed: a request that cannot succeed changes nothing. */
async function mustBePaid({ holdId, fan }: Purchase) {
  const hold = await readHold({ holdId, fan });
  return hold.ok && hold.value.totalCents > 0;
}

async function claimHold(wish: Purchase): Promise<Result<Claimed, PurchaseProblem>> {
  const orderId = orderIdOf(wish.holdId);
  const begun = await beginPayment({ holdId: wish.holdId, fan: wish.fan, orderId });
  // Redis has let the hold go, or is away: an order that exists all the same is continued.
  if (!begun.ok) return (await resumeClaim(orderId, keyOf(wish))) ?? refuse(begun.problem);
  let hold: Hold = begun.value;
  for (let attempt = 0; attempt <= replacementsMax; attempt++) {
    const claimed = await claim({
      hold,
      orderId,
      userId: wish.userId,
      buyer: wish.buyer,
      attendees: wish.attendees ?? [],
      answers: wish.answers ?? {},
      key: keyOf(wish),
    });
    if (claimed.ok) return claimed;
    // Redis granted under a generation that is over: it was brought back from before, and must not grant more.
    if (claimed.problem.kind === "hold_expired") await reload(hold.eventId);
    if (claimed.problem.kind !== "units_sold") return refuse(claimed.problem);
    const replaced = await replace({ hold, sold: claimed.problem.units });
    if (!replaced.ok) return refuse(replaced.problem);
    hold = replaced.value;
  }
  return refuse({ kind: "unavailable", retryAfterSeconds: 1 });
}

/** Without a key of the caller's, one hold and one card make one purchase. */
function keyOf({ fan, idempotencyKey, holdId, payment, bodyHash }: Purchase) {
  const card = createHash("sha256")
    .update(JSON.stringify(payment ?? null))
    .digest("hex");
  return { actor: `fan:${fan}`, key: idempotencyKey ?? `${holdId}:${card}`, bodyHash };
}

async function answerFor(wish: Purchase, { order, answer }: Claimed): Promise<PurchaseAnswer> {
  if (answer.status === 402) {
    const reason = (answer.body as { reason: DeclineReason }).reason;
    return { problem: { kind: "payment_declined", reason } };
  }
  if (order.status === "paid") return complete(order, answer);
  if (order.capturedAt) return { status: 201, order: await viewOf(order) };
  if (order.status === "closing") return later(order, "processing");
  if (order.status !== "pending") return { problem: { kind: "hold_expired" } };
  if (!wish.payment) return { problem: paymentRequired };
  const charge = await pay(order, answer, wish.payment);
  switch (charge.kind) {
    case "authorized":
      return complete(order, answer);
    case "requires_action":
      return later(order, "requires_action", charge.clientSecret);
    case "processing":
      return later(order, "processing");
    case "ended":
      return (await expireOrder(order.id)) === "expired"
        ? { problem: { kind: "hold_expired" } }
        : later(order, "processing");
    case "declined":
      return { problem: { kind: "payment_declined", reason: charge.reason } };
    case "attempts_used_up":
      return { problem: { kind: "payment_declined", reason: "attempts_used_up" } };
    case "conflict":
      return { problem: { kind: "conflict" } };
  }
}

async function complete(order: OrderRow, key: { actor: string; key: string }): Promise<PurchaseAnswer> {
  const completion = await completeOrder(order, key);
  if (completion.kind === "ended") return { problem: { kind: "hold_expired" } };
  if (completion.kind === "processing") return later(order, "processing");
  const { committed } = completion;
  if (committed) {
    const captured = { ...committed.order, capturedAt: new Date() };
    return { status: 201, order: viewOrder(captured, committed.items, committed.tickets) };
  }
  const now = await orderById(order.id);
  return { status: 201, order: await viewOf(now ?? order) };
}

const later = (order: OrderRow, state: "requires_action" | "processing", clientSecret?: string): PurchaseAnswer => ({
  status: 202,
  orderId: order.id,
  key: orderKey(order.id),
  state,
  ...(clientSecret && { clientSecret }),
});
