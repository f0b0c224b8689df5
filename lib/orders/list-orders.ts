import { z } from "zod";
import type { OrderRow } from "@/db/queries/claims";
import { ordersOf } from "@/db/queries/refunds";
import { type Result, refuse } from "@/lib/core/result";
import type { OrderView } from "./order-view";
import { viewOf } from "./read-order";

type Listing = {
  organizationId: string;
  eventId?: string | undefined;
  status?: OrderRow["status"] | undefined;
  q?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};
type Page = { orders: OrderView[]; nextCursor: string | null };

/** The id of the last order that was shown: its own time is finer than a `Date` is. */
const readCursor = (cursor: string) => z.uuid().safeParse(Buffer.from(cursor, "base64url").toString()).data;
const cursorOf = ({ id }: OrderRow) => Buffer.from(id).toString("base64url");

/** An organization's orders, newest first, a page at a time. */
export async function listOrders(
  listing: Listing,
): Promise<Result<Page, { kind: "invalid_request"; fields: Record<string, string[]> }>> {
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
