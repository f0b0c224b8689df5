import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { extend } from "@/lib/inventory/extend";
import { holdView } from "@/lib/orders/hold-view";
import { admit, params } from "../own-hold";

const longer = route({ admit, params }, async ({ who, params }) => {
  const hold = await extend({ holdId: params.id, fan: who });
  return hold.ok ? json({ hold: holdView(hold.value) }) : hold;
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: longer });
