import { and, asc, eq, lt, sql } from "drizzle-orm";
import { primary } from "../client";
import { refunds } from "../schema/money";

/** Refunds decided more than `lateMs` ago that Stripe has not settled yet, the oldest first. */
export const lateRefunds = (count: number, lateMs: number) =>
  primary()
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.status, "pending"), lt(refunds.createdAt, sql`now() - ${lateMs} * interval '1 ms'`)))
    .orderBy(asc(refunds.createdAt))
    .limit(count);
