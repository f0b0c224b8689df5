import { moneyOf, type OrderMoney, ownEvents } from "@/db/queries/reconcile";
import type { ListedIntent } from "@/lib/payments/list-intents";
import { judgeIntent, type PaymentFinding } from "./judge-intent";

/** Of one currency, in its smallest unit: captured - refunded = ledger. */
export type Totals = Record<string, { capturedCents: number; refundedCents: number; ledgerCents: number }>;
export type Compared = { findings: (PaymentFinding & { intent: ListedIntent })[]; totals: Totals; intents: number };

/** Intents as Stripe listed them beside our books, read afterwards. Intents of events we do not know are not ours. */
export async function comparePayments(listed: ListedIntent[]): Promise<Compared> {
  if (listed.length === 0) return { findings: [], totals: {}, intents: 0 };
  const known = await ownEvents([...new Set(listed.map(({ eventId }) => eventId))]);
  const intents = listed.filter(({ eventId }) => known.has(eventId));
  const rows = await moneyOf(intents.map(({ orderId }) => orderId));
  const orders = new Map(rows.map((order) => [order.id, order]));
  const findings = intents.flatMap((intent) => {
    const finding = judgeIntent(intent, orders.get(intent.orderId));
    return finding ? [{ ...finding, intent }] : [];
  });
  return { findings, totals: totalsOf(intents, orders), intents: intents.length };
}

function totalsOf(intents: ListedIntent[], orders: Map<string, OrderMoney>): Totals {
  const totals: Totals = {};
  for (const { id, orderId, currency, capturedCents, refundedCents } of intents) {
    const order = orders.get(orderId);
    const ledgerCents = order?.paymentIntentId === id ? order.keptCents : 0;
    addTotals(totals, { [currency]: { capturedCents, refundedCents, ledgerCents } });
  }
  return totals;
}

/** Adds to `sum` in place. */
export function addTotals(sum: Totals, more: Totals): void {
  for (const [currency, { capturedCents, refundedCents, ledgerCents }] of Object.entries(more)) {
    const before = sum[currency];
    sum[currency] = {
      capturedCents: capturedCents + (before?.capturedCents ?? 0),
      refundedCents: refundedCents + (before?.refundedCents ?? 0),
      ledgerCents: ledgerCents + (before?.ledgerCents ?? 0),
    };
  }
}
