import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";
import { listOrders } from "@/lib/orders/list-orders";
import { byKey } from "../by-key";

const query = z.object({
  event: uuid.optional(),
  status: z
    .enum(["pending", "paid", "expired", "cancelled", "refunded", "partially_refunded", "payment_failed"])
    .optional(),
  q: line(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

const list = route({ admit: byKey("orders:read"), query }, async ({ who, query }) => {
  const { event, ...rest } = query;
  const page = await listOrders({ ...rest, eventId: event, organizationId: who.organizationId });
  return page.ok ? json(page.value) : page;
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: list });
