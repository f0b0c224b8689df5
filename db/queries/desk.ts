import { and, asc, desc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import { primary, replica, type Transaction } from "../client";
import { events, ticketTypes } from "../schema/events";
import { processedMessages } from "../schema/messages";
import { ledgerEntries, payments } from "../schema/money";
import { orderItems, orders } from "../schema/orders";
import { auditLog } from "../schema/organizers";
import { literal } from "./like";

/** What somebody typed, as far as it can mean something; any one of them is a find. */
export type Terms = {
  id?: string | undefined;
  /** The first and last id that begin with an order's number. */
  ids?: readonly [string, string] | undefined;
  intentId?: string | undefined;
  emailStart?: string | undefined;
  /** Words, each the beginning of one in the buyer's name. */
  name?: readonly string[] | undefined;
};

type Listing = {
  organizationId: string;
  eventId?: string | undefined;
  /** As orders are shown: `shownStatus` says how. */
  status?: string | undefined;
  terms?: Terms | undefined;
  /** The order after which the page begins. */
  before?: string | undefined;
  count: number;
};

/** Each condition has an index of its own; without any, nothing is found. */
function matches({ id, ids, intentId, emailStart, name }: Terms): SQL {
  const words = name?.map((word) => `'${word}':*`).join(" & ");
  const any = or(
    id ? eq(orders.id, id) : undefined,
    ids ? sql`${orders.id} between ${ids[0]} and ${ids[1]}` : undefined,
    intentId ? eq(orders.paymentIntentId, intentId) : undefined,
    emailStart ? sql`${orders.buyerEmail} like ${`${literal(emailStart)}%`}` : undefined,
    words ? sql`to_tsvector('simple', ${orders.buyerName}) @@ to_tsquery('simple', ${words})` : undefined,
  );
  return any ?? sql`false`;
}

const uncaptured = sql`(${orders.status} = 'paid' and ${orders.capturedAt} is null)`;

/** Outside an order is pending until its money is there. */
function hasStatus(status: string): SQL | undefined {
  if (status === "pending") return sql`(${orders.status} in ('pending', 'closing') or ${uncaptured})`;
  return sql`(${orders.status} = ${status} and not ${uncaptured})`;
}

/** An organization's orders that got as far as a buyer, newest first. */
export function ordersOf({ organizationId, eventId, status, terms, before, count }: Listing) {
  return replica()
    .select({
      order: orders,
      event: { id: events.id, title: events.title, startsAt: events.startsAt, timezone: events.timezone },
      units: sql<number>`(select coalesce(sum(${orderItems.quantity}), 0) from ${orderItems} where ${orderItems.orderId} = ${orders.id})::int`,
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(
      and(
        eq(events.organizationId, organizationId),
        sql`${orders.buyerEmail} <> ''`,
        eventId ? eq(orders.eventId, eventId) : undefined,
        status ? hasStatus(status) : undefined,
        terms ? matches(terms) : undefined,
        before
          ? sql`(${orders.createdAt}, ${orders.id}) < (select o.created_at, o.id from ${orders} o where o.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(count);
}

/** An order of this organization with its event. The primary: whoever changed it sees it. */
export async function orderOf(organizationId: string, orderId: string) {
  const [row] = await primary()
    .select({
      order: orders,
      event: {
        id: events.id,
        slug: events.slug,
        title: events.title,
        startsAt: events.startsAt,
        timezone: events.timezone,
      },
    })
    .from(orders)
    .innerJoin(events, eq(events.id, orders.eventId))
    .where(and(eq(orders.id, orderId), eq(events.organizationId, organizationId)));
  return row;
}

const rowsMax = 200;

export const typeNamesOf = (eventId: string) =>
  primary()
    .select({ id: ticketTypes.id, name: ticketTypes.name })
    .from(ticketTypes)
    .where(eq(ticketTypes.eventId, eventId))
    .limit(rowsMax);

export async function paymentOf(orderId: string) {
  const [payment] = await primary().select().from(payments).where(eq(payments.orderId, orderId));
  return payment;
}

export const ledgerOf = (orderId: string) =>
  primary()
    .select()
    .from(ledgerEntries)
    .where(eq(ledgerEntries.orderId, orderId))
    .orderBy(asc(ledgerEntries.id))
    .limit(rowsMax);

/** Which mails left: what each consumer noted of these causes. */
export const mailsOf = (causes: string[]) =>
  primary()
    .select()
    .from(processedMessages)
    .where(
      and(
        inArray(processedMessages.consumer, ["send-tickets", "send-refund", "send-payment-failed"]),
        inArray(processedMessages.messageId, causes),
      ),
    )
    .orderBy(asc(processedMessages.at))
    .limit(rowsMax);

/** What an organization changed of one thing, oldest first: others may have named something of theirs alike. */
export const changesOf = (organizationId: string, targetId: string) =>
  primary()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.targetId, targetId), eq(auditLog.organizationId, organizationId)))
    .orderBy(asc(auditLog.id))
    .limit(rowsMax);

/** How often `action` was done to one thing within `withinSeconds`. */
export const timesDone = (tx: Transaction, targetId: string, action: string, withinSeconds: number) =>
  tx.$count(
    auditLog,
    and(
      eq(auditLog.targetId, targetId),
      eq(auditLog.action, action),
      gt(auditLog.at, sql`now() - ${withinSeconds} * interval '1 s'`),
    ),
  );
