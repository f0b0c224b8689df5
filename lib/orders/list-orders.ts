import { z } from "zod";
import type { OrderRow } from "@/db/queries/claims";
import { ordersOf } from "@/db/queries/refunds";
import { type Result, refuse } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { orderStatus, orderView } from "./order-view";
import { viewOf } from "./read-order";

/** What a listing may be asked for, as the query of `GET /organizer/orders`. */
export const orderQuery = z.object({
  event: uuid.optional(),
  status: orderStatus.optional(),
  q: line(100).optional().describe("Part of the buyer's name or address, or an order's id."),
  cursor: z.string().max(200).optional().describe("The `nextCursor` of the page before."),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

export const orderPage = z.object({
  orders: z.array(orderView),
  nextCursor: z.string().nullable().describe("Null on the last page."),
});

type Listing = {
  organizationId: string;
  eventId?: string | undefined;
  status?: OrderRow["status"] | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** The id of the last order that was shown: its own time is finer than a `Date` is. */
const readCursor = (cursor: string) => z.uuid().safeParse(Buffer.from(cursor, "base64url").toString()).data;
const cursorOf = ({ id }: OrderRow) => Buffer.from(id).toString("base64url");

/** An organization's orders, newest first, a page at a time. */
export async function listOrders(
  listing: Listing,
): Promise<Result<z.output<typeof orderPage>, { kind: "invalid_request"; fields: Record<string, string[]> }>> {
  const { cursor, limit, ...filter } = listing;
  const before = cursor ? readCursor(cursor) : undefined;
  if (cursor && !before) return refuse({ kind: "invalid_request", fields: { cursor: ["not a cursor of ours"] } });
  const rows = await ordersOf({ ...filter, before, count: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last;
  return {
    ok: true,
    value: {
      orders: await Promise.all(shown.map(viewOf)),
      nextCursor: more ? cursorOf(last) : null,
    },
  };
}
