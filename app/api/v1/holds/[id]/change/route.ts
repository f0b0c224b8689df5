import { z } from "zod";
import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { change } from "@/lib/inventory/change";
import { holdView } from "@/lib/orders/hold-view";
import { priceLines } from "@/lib/orders/price";
import { lines } from "../../../tickets/reserve/wish";
import { admit, params } from "../own-hold";

const body = z.object({ items: lines.refine((items) => items.length > 0, "Give up the hold instead: DELETE it") });

const swap = route({ admit, params, body }, async ({ who, params, body }) => {
  const hold = await change({ holdId: params.id, fan: who, lines: body.items }, priceLines);
  return hold.ok ? json({ hold: holdView(hold.value) }) : hold;
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: swap });
