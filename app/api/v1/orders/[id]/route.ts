import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { orderView } from "@/lib/orders/order-view";
import { own, ownOrder } from "./own-order";

const read = route(
  {
    name: "getOrder",
    summary: "Your order with its tickets",
    ...own,
    answers: { 200: z.object({ order: orderView }) },
  },
  async (asking) => {
    const order = await ownOrder(asking);
    return order.ok ? json({ order: order.value }) : order;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
