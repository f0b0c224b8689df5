import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { orderDesk } from "@/lib/orders/order-desk";
import { orderView } from "@/lib/orders/order-view";
import { refundView } from "@/lib/orders/refund-view";
import { byKey, eventParams } from "../../by-key";

const read = route(
  {
    name: "getOwnOrder",
    summary: "One of your orders, with its refunds",
    admit: byKey("orders:read"),
    params: eventParams,
    answers: { 200: z.object({ order: orderView, refunds: z.array(refundView) }) },
    problems: ["not_found"],
  },
  async ({ who, params }) => {
    const found = await orderDesk({ ...who, orderId: params.id });
    if (!found.ok) return found;
    const refunds = found.value.refunds.map(({ actor: _, ...refund }) => refund);
    return json({ order: found.value.order, refunds });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
