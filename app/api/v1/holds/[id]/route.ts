import { json, noContent } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { readHold } from "@/lib/inventory/read-hold";
import { viewHold } from "@/lib/orders/hold-view";
import { leaveCheckout } from "@/lib/orders/leave-checkout";
import { admit, holdAnswer, params } from "./own-hold";

const read = route(
  {
    name: "getHold",
    summary: "Your hold as it is now",
    admit,
    params,
    answers: { 200: holdAnswer },
    problems: ["not_found", "hold_expired"],
  },
  async ({ who, params }) => {
    const hold = await readHold({ holdId: params.id, fan: who });
    return hold.ok ? json({ hold: viewHold(hold.value) }) : hold;
  },
);

const leave = route(
  {
    name: "giveUpHold",
    summary: "Give up your hold",
    detail: "Again is 204 too. A hold that is being paid ends with its order, or stays while the payment is undecided.",
    admit,
    params,
    answers: { 204: null },
    problems: ["not_found", "conflict"],
  },
  async ({ who, params }) => {
    const left = await leaveCheckout({ holdId: params.id, fan: who });
    return left.ok ? noContent() : left;
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read, DELETE: leave });
