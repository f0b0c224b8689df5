import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "./call";
import { missing } from "./errors";
import { newId } from "./ids";
import { listPage } from "./list";
import { expand, paging, read, text } from "./params";

const settlesAfterSeconds = 2 * 24 * 3600;
const feePercent = 2.9;
const feeFixed = 30;
const disputeFee = 1500;

type Kind = "charge" | "refund" | "refund_failure" | "adjustment";
type Booking = { kind: Kind; amount: number; currency: string; source: string; atOnce?: boolean };

/** What moves on the account: a capture in, with its fee; refunds and disputes out. */
export function book(call: Call, { kind, amount, currency, source, atOnce = false }: Booking) {
  const fee = feeOf(kind, amount);
  const transaction: Stripe.BalanceTransaction = {
    id: newId("txn"),
    object: "balance_transaction",
    amount,
    available_on: seconds(call) + (kind === "charge" && !atOnce ? settlesAfterSeconds : 0),
    balance_type: "payments",
    created: seconds(call),
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [{ amount: fee, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }],
    net: amount - fee,
    reporting_category: kind === "adjustment" ? "dispute" : kind,
    source,
    status: "available",
    type: kind,
  };
  return call.store.put("balance_transactions", transaction);
}

function feeOf(kind: Kind, amount: number) {
  if (kind === "charge") return Math.round((amount * feePercent) / 100) + feeFixed;
  if (kind === "adjustment") return amount < 0 ? disputeFee : 0;
  return 0;
}

export function retrieveBalance(call: Call): Stripe.Balance {
  const totals = new Map<string, { available: number; pending: number }>();
  for (const { currency, net, available_on } of call.store.oldestFirst("balance_transactions")) {
    const total = totals.get(currency) ?? { available: 0, pending: 0 };
    total[available_on <= seconds(call) ? "available" : "pending"] += net;
    totals.set(currency, total);
  }
  if (totals.size === 0) totals.set("usd", { available: 0, pending: 0 });
  const side = (name: "available" | "pending") =>
    [...totals].map(([currency, total]) => ({ amount: total[name], currency, source_types: { card: total[name] } }));
  return { object: "balance", available: side("available"), livemode: false, pending: side("pending") };
}

const listing = z.strictObject({
  ...paging,
  source: text.optional(),
  type: text.optional(),
  currency: text.optional(),
});

export function listBalanceTransactions(call: Call) {
  const asked = read(listing, call.params);
  const transactions = call.store
    .oldestFirst("balance_transactions")
    .filter(({ source }) => !asked.source || source === asked.source)
    .filter(({ type }) => !asked.type || type === asked.type)
    .filter(({ currency }) => !asked.currency || currency === asked.currency)
    .map((transaction) => withStatus(call, transaction));
  return listPage(transactions, asked, "/v1/balance_transactions");
}

export function retrieveBalanceTransaction(call: Call, id: string) {
  read(z.strictObject({ expand }), call.params);
  const found = call.store.get("balance_transactions", id);
  if (!found) throw missing("balance transaction", id, "id", true);
  return withStatus(call, found);
}

const withStatus = (call: Call, transaction: Stripe.BalanceTransaction): Stripe.BalanceTransaction => ({
  ...transaction,
  status: transaction.available_on <= seconds(call) ? "available" : "pending",
});
