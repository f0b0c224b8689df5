import { z } from "zod";
import { ordersOf } from "@/db/queries/desk";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { orderStatus, orderView, shownStatus } from "./order-view";
import { viewOf } from "./read-order";
import { searchTerms } from "./search-terms";

/** What a listing may be asked for, as the query of `GET /organizer/orders`. */
export const orderQuery = z.object({
  event: uuid.optional(),
  status: orderStatus.optional(),
  q: line(100)
    .optional()
    .describe(
      "Words of the buyer's name, the beginning of their address, an order's id or number, or a payment intent.",
    ),
  cursor: z.string().max(200).optional().describe("The `nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const orderPage = z.object({
  orders: z.array(orderView),
  nextCursor: z.string().nullable().describe("Null on the last page."),
});

type Listing = Grant<"orders:read"> & z.output<typeof orderQuery>;
type Row = Awaited<ReturnType<typeof ordersOf>>[number];
type BadCursor = { kind: "invalid_request"; fields: Record<string, string[]> };

/** The id of the last order that was shown: its own time is finer than a `Date` is. */
const readCursor = (cursor: string) => z.uuid().safeParse(Buffer.from(cursor, "base64url").toString()).data;
const cursorOf = (id: string) => Buffer.from(id).toString("base64url");

async function pageOf(listing: Listing): Promise<Result<{ rows: Row[]; nextCursor: string | null }, BadCursor>> {
  const { organizationId, event: eventId, status, q, cursor, limit } = listing;
  const before = cursor ? readCursor(cursor) : undefined;
  if (cursor && !before) return refuse({ kind: "invalid_request", fields: { cursor: ["not a cursor of ours"] } });
  const terms = q ? (searchTerms(q) ?? {}) : undefined;
  const found = await ordersOf({ organizationId, eventId, status, terms, before, count: limit + 1 });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return ok({ rows, nextCursor: found.length > limit && last ? cursorOf(last.order.id) : null });
}

/** An organization's orders, newest first, a page at a time, each as its buyer sees it. */
export async function listOrders(listing: Listing): Promise<Result<z.output<typeof orderPage>, BadCursor>> {
  const page = await pageOf(listing);
  if (!page.ok) return page;
  const { rows, nextCursor } = page.value;
  return ok({ orders: await Promise.all(rows.map(({ order }) => viewOf(order))), nextCursor });
}

/** The same as lines of a table: one statement, however many there are. */
export async function searchOrders(listing: Listing) {
  const page = await pageOf(listing);
  if (!page.ok) return page;
  const { rows, nextCursor } = page.value;
  const lines = rows.map(({ order, event, units }) => ({
    id: order.id,
    status: shownStatus(order),
    buyer: { name: order.buyerName, email: order.buyerEmail },
    ...{ units, totalCents: order.totalCents, refundedCents: order.refundedCents, currency: order.currency },
    createdAt: order.createdAt.toISOString(),
    event: { id: event.id, title: event.title, timezone: event.timezone, startsAt: event.startsAt.toISOString() },
  }));
  return ok({ orders: lines, nextCursor });
}
