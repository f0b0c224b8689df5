import { changesOf, ledgerOf, mailsOf, orderOf, paymentOf, typeNamesOf } from "@/db/queries/desk";
import { itemsOf, ticketsOf } from "@/db/queries/payments";
import { refundsOf } from "@/db/queries/refunds";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { viewOrder } from "./order-view";
import { viewRefund } from "./refund-view";
import { unitWorth } from "./unit-worth";

type Wish = Grant<"orders:read"> & { orderId: string };

const iso = (time: Date | null | undefined) => time?.toISOString() ?? null;
const isStanding = (status: string) => status === "valid" || status === "checked_in";

/** Everything that is known of one order, for whoever answers its buyer. Another organization's is not there. */
export async function orderDesk({ organizationId, orderId }: Wish): Promise<Result<OrderDesk, { kind: "not_found" }>> {
  const found = await orderOf(organizationId, orderId);
  return found ? ok(await gather(organizationId, found)) : refuse({ kind: "not_found" });
}

export type OrderDesk = Awaited<ReturnType<typeof gather>>;

async function gather(organizationId: string, { order, event }: NonNullable<Awaited<ReturnType<typeof orderOf>>>) {
  const [items, tickets, types, refunds, payment, ledger, changes] = await Promise.all([
    itemsOf(order.id),
    ticketsOf(order.id),
    typeNamesOf(order.eventId),
    refundsOf(order.id),
    paymentOf(order.id),
    ledgerOf(order.id),
    changesOf(organizationId, order.id),
  ]);
  const resends = changes.flatMap(({ after }) => resendIdIn(after).map((id) => `${order.id}.${id}`));
  const mails = await mailsOf([order.id, ...resends, ...refunds.map(({ id }) => id)]);
  const nameOf = (typeId: string | null) => types.find(({ id }) => id === typeId)?.name ?? "";
  const counted = refunds.filter(({ status }) => status !== "failed");
  const ending = new Set(counted.flatMap(({ ticketIds }) => ticketIds));
  const view = viewOrder(order, items, tickets);
  return {
    order: view,
    event: { ...event, startsAt: event.startsAt.toISOString() },
    items: view.items.map((item) => ({ ...item, name: nameOf(item.ticketTypeId) })),
    tickets: view.tickets.map((ticket) => ({
      ...ticket,
      name: nameOf(ticket.ticketTypeId),
      worthCents: unitWorth(items, ticket.ticketTypeId),
      refundable: isStanding(ticket.status) && !ending.has(ticket.id),
    })),
    refunds: refunds.map((refund) => ({ ...viewRefund(refund), actor: refund.actor })),
    /** What can still be given back: what is on its way counts as gone. */
    leftCents: order.capturedAt ? order.totalCents - counted.reduce((sum, { amountCents }) => sum + amountCents, 0) : 0,
    payment: payment && {
      ...{ intentId: payment.intentId, status: payment.status, capturedCents: payment.capturedCents },
      disputedAt: iso(payment.disputedAt),
    },
    ledger: ledger.map(({ id, transaction, account, amountCents, at }) => ({
      ...{ id, transaction, account, amountCents },
      at: at.toISOString(),
    })),
    mails: mails.map(({ consumer, messageId, at }) => ({ kind: consumer, cause: messageId, at: at.toISOString() })),
    changes,
  };
}

/** Which resending an audit row tells of. */
function resendIdIn(after: unknown): string[] {
  const id = typeof after === "object" && after !== null && "resendId" in after ? after.resendId : undefined;
  return typeof id === "string" ? [id] : [];
}
