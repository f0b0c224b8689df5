import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { listOrders, orderPage, orderQuery } from "@/lib/orders/list-orders";
import { byKey } from "../by-key";

const list = route(
  {
    name: "listOrders",
    summary: "Your orders, newest first, a page at a time",
    admit: byKey("orders:read"),
    query: orderQuery,
    answers: { 200: orderPage },
    problems: ["invalid_request"],
  },
  async ({ who, query }) => {
    const page = await listOrders({ ...who, ...query });
    return page.ok ? json(page.value) : page;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: list });
