import { capturedOrders } from "@/db/queries/reconcile";
import { durations } from "@/lib/core/durations";
import { inGroups } from "@/lib/core/in-groups";
import { log } from "@/lib/core/log";
import { type ListedIntent, type Listing, listIntents, lookUpIntent } from "@/lib/payments/list-intents";
import { addTotals, comparePayments, type Totals } from "./compare-payments";
import type { PaymentFinding } from "./judge-intent";
import { type Repaired, repairPayment } from "./repair-payment";

export type Reconciled = { intents: number; repaired: Repaired[]; totals: Totals };
/** Where a pass over a window of time goes on. */
export type Place = { from: string; to: string; after?: string | undefined };

const atOnce = 5;
const ordersMax = 25;
const orderlessMax = 3;

/** Intents beside our books: each that is wrong is put right as far as it can be. */
export async function reconcileIntents(listed: ListedIntent[]): Promise<Reconciled> {
  const { findings, totals, intents } = await comparePayments(listed);
  const doubtful = findings.filter(isDoubtful(findings));
  const repaired: Repaired[] = doubtful.map((finding) => ({ finding, now: "wrong" }));
  if (doubtful.length > 0) log.error({ payments: doubtful.length }, "many payments have no order");
  const wanted = findings.filter((finding) => !doubtful.includes(finding));
  await inGroups(wanted, atOnce, async (finding) => repaired.push(await repairPayment(finding)));
  return { intents, repaired, totals };
}

/**
 * One payment without an order is sent back. Many at once tell of a database older than its sales: their buyers hold
 * tickets, so somebody has to look first.
 */
function isDoubtful(findings: PaymentFinding[]) {
  const orderless = findings.filter(({ check }) => check === "capture_without_order");
  return (finding: PaymentFinding) => orderless.length > orderlessMax && orderless.includes(finding);
}

/** A window of `windowMs` up to a minute ago, from `place` on, until it is done (undefined) or the time is over. */
export async function reconcileWindow(
  place: Place | undefined,
  windowMs: number,
  untilMs: number,
): Promise<{ place: Place | undefined; reconciled: Reconciled }> {
  let at: Place | undefined = place ?? windowOf(windowMs);
  const reconciled: Reconciled = { intents: 0, repaired: [], totals: {} };
  while (at && Date.now() < untilMs) {
    const { intents, next } = await listIntents(listingOf(at));
    add(reconciled, await reconcileIntents(intents));
    at = next ? { ...at, after: next } : undefined;
  }
  return { place: at, reconciled };
}

const windowOf = (windowMs: number): Place => {
  const to = Date.now() - durations.payingCheckedAfterMs;
  return { from: new Date(to - windowMs).toISOString(), to: new Date(to).toISOString() };
};
const listingOf = ({ from, to, after }: Place): Listing => ({ from: new Date(from), to: new Date(to), after });

function add(sum: Reconciled, { intents, repaired, totals }: Reconciled) {
  sum.intents += intents;
  sum.repaired.push(...repaired);
  addTotals(sum.totals, totals);
}

/** The other way: orders we have captured, each asked for at Stripe. Answers with the last one's id; undefined at the end. */
export async function reconcileOrders(
  after: string | undefined,
): Promise<{ after: string | undefined; missing: string[] }> {
  const orders = await capturedOrders(after, ordersMax, durations.paymentsKeptMs);
  const missing: string[] = [];
  for (const { id, intentId } of orders) {
    const intent = await lookUpIntent(intentId);
    if (intent) await reconcileIntents([intent]);
    else {
      missing.push(id);
      log.error({ orderId: id, intentId }, "a captured payment is unknown at Stripe");
    }
  }
  return { after: orders.length === ordersMax ? orders.at(-1)?.id : undefined, missing };
}
