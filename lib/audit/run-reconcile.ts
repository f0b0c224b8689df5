import { durations } from "@/lib/core/durations";
import { reconcileOrders, reconcileWindow } from "@/lib/orders/reconcile";
import { endWith, say, sayTable } from "./say";

const passMsMax = 60 * 60_000;

/** `npm run reconcile`: all payments of 8 days, both ways, repaired where it can be; ends with 1 when one stays wrong. */
async function run(): Promise<number> {
  const untilMs = Date.now() + passMsMax;
  const { place, reconciled } = await reconcileWindow(undefined, durations.paymentsKeptMs, untilMs);
  const missing: string[] = [];
  let after: string | undefined;
  do {
    const some = await reconcileOrders(after);
    missing.push(...some.missing);
    after = some.after;
  } while (after && Date.now() < untilMs);

  const { intents, repaired, totals } = reconciled;
  sayTable(
    ["currency", "captured", "refunded", "ledger", "differs by"],
    Object.entries(totals).map(([currency, { capturedCents, refundedCents, ledgerCents }]) => [
      currency,
      ...[capturedCents, refundedCents, ledgerCents, capturedCents - refundedCents - ledgerCents].map(String),
    ]),
  );
  if (repaired.length > 0)
    sayTable(
      ["check", "about", "what", "now"],
      repaired.map(({ finding: { check, subject, detail }, now }) => [check, subject, detail, now]),
    );
  for (const orderId of missing) say(`order ${orderId}: captured here, unknown at Stripe`);
  const wrong = repaired.filter(({ now }) => now === "wrong").length + missing.length;
  say(
    `${intents} payments, ${repaired.length} were wrong, ${wrong} still are.${place || after ? " Not all were read: run it again." : ""}`,
  );
  return wrong > 0 || place || after ? 1 : 0;
}

endWith(run());
