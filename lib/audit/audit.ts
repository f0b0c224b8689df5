import { brokenInPostgres, promiseNames, soldEvents } from "@/db/queries/promises";
import { durations } from "@/lib/core/durations";
import type { Finding } from "@/lib/core/finding";
import { auditStock } from "@/lib/inventory/audit-stock";
import { stockChecks } from "@/lib/inventory/compare-stock";
import { comparePayments } from "@/lib/orders/compare-payments";
import { paymentChecks } from "@/lib/orders/judge-intent";
import { listIntents } from "@/lib/payments/list-intents";

type Wish = {
  /** All events that were ever published, if not said. */
  eventId?: string | undefined;
  /** How long something may still be under way; 0 where everything must have been settled. */
  lateMs?: number;
  /** The same for mails and messages. */
  tellLateMs?: number;
  /** Payments made since; authorizations live 7 days. */
  paymentsSince?: Date;
};

const pagesMax = 1000;

export const checkNames = [...stockChecks, ...promiseNames, ...paymentChecks];

/**
 * Every promise that can be read from Postgres, Redis and Stripe, and is broken now. It changes nothing. One reading of
 * a sale under way may name what is only moving: what a second one a minute later names too is broken.
 * Throws when one of the three is away, or not everything could be read.
 */
export async function audit(wish: Wish = {}): Promise<Finding[]> {
  const { eventId, lateMs = durations.undecidedAlarmMs, tellLateMs = durations.tellLateMs } = wish;
  const findings: Finding[] = [];
  for await (const eventIds of eventId ? [[eventId]] : pagesOfEvents()) {
    for (const id of eventIds) findings.push(...(await auditStock(id)).findings);
    findings.push(...(await brokenInPostgres({ eventIds, lateMs, tellLateMs })));
  }
  findings.push(...(await auditPayments(wish, lateMs)));
  return findings.map(({ check, subject, detail }) => ({ check, subject, detail }));
}

async function* pagesOfEvents() {
  for (let page = await soldEvents(undefined); page.length > 0; page = await soldEvents(page.at(-1))) yield page;
}

async function auditPayments({ eventId, paymentsSince }: Wish, lateMs: number): Promise<Finding[]> {
  const to = new Date();
  const from = paymentsSince ?? new Date(to.getTime() - durations.paymentsKeptMs);
  const findings: Finding[] = [];
  let after: string | undefined;
  for (let page = 1; page <= pagesMax; page++) {
    const { intents, next } = await listIntents({ from, to, after });
    const compared = await comparePayments(eventId ? intents.filter((intent) => intent.eventId === eventId) : intents);
    findings.push(...compared.findings.filter(({ since }) => since.getTime() <= to.getTime() - lateMs));
    if (!next) return findings;
    after = next;
  }
  throw new Error(`There are more payments than the ${pagesMax} pages that are read.`);
}
