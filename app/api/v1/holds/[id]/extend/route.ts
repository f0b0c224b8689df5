import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { extend } from "@/lib/inventory/extend";
import { viewHold } from "@/lib/orders/hold-view";
import { admit, holdAnswer, params } from "../own-hold";

const longer = route(
  {
    name: "extendHold",
    summary: "More time, once",
    idempotent: true,
    admit,
    params,
    answers: { 200: holdAnswer },
    problems: ["not_found", "hold_expired", "conflict", "limit_exceeded"],
  },
  async ({ who, params, idempotencyKey }) => {
    const hold = await extend({ holdId: params.id, fan: who, idempotencyKey });
    return hold.ok ? json({ hold: viewHold(hold.value) }) : hold;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: longer });
