import { z } from "zod";
import { actingUser } from "@/lib/auth/current-user";
import { actingFan } from "@/lib/auth/visitor";
import type { Result } from "@/lib/core/result";
import { refuse } from "@/lib/core/result";
import { uuid } from "@/lib/core/uuid";
import type { OrderView } from "@/lib/orders/order-view";
import { readOrder } from "@/lib/orders/read-order";
import { type TicketDocument, ticketDocument } from "@/lib/tickets/document";

/** Who asks for an order, and how: a fan by their token, a signed-in buyer by their cookie, anybody by its key. */
export const own = {
  by: ["anyone", "fan"],
  params: z.object({ id: uuid }),
  query: z.object({ key: z.string().max(64).optional().describe("The order's `key`: opens it without an account.") }),
  problems: ["not_found"],
} as const;

type Asking = { request: Request; params: { id: string }; query: { key?: string | undefined } };

/** The order, for whoever bought it or shows its key. */
export async function ownOrder({ request, params, query }: Asking): Promise<Result<OrderView, { kind: "not_found" }>> {
  const user = await actingUser(request);
  return readOrder({ orderId: params.id, key: query.key, fan: actingFan(request), userId: user?.id });
}

/** Its tickets, once the money is there. */
export async function ownTickets(asking: Asking): Promise<Result<TicketDocument, { kind: "not_found" }>> {
  const order = await ownOrder(asking);
  if (!order.ok) return order;
  const document = await ticketDocument(order.value.id);
  return document ? { ok: true, value: document } : refuse({ kind: "not_found" });
}

export const file = (body: BodyInit, type: string, name: string) =>
  new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "private, no-store",
    },
  });
