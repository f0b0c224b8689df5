import { json, noContent } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { readHold } from "@/lib/inventory/read-hold";
import { holdView } from "@/lib/orders/hold-view";
import { leaveCheckout } from "@/lib/orders/leave-checkout";
import { admit, params } from "./own-hold";

const read = route({ admit, params }, async ({ who, params }) => {
  const hold = await readHold({ holdId: params.id, fan: who });
  return hold.ok ? json({ hold: holdView(hold.value) }) : hold;
});

const leave = route({ admit, params }, async ({ who, params }) => {
  const left = await leaveCheckout({ holdId: params.id, fan: who });
  return left.ok ? noContent() : left;
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read, DELETE: leave });
