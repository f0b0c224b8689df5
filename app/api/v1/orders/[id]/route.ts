import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { own, ownOrder } from "./own-order";

const read = route(own, async (asking) => {
  const order = await ownOrder(asking);
  return order.ok ? json({ order: order.value }) : order;
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
