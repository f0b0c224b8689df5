import { log } from "@/lib/core/log";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import { placeOf } from "./own-hold";
import { saleScript } from "./sale-script";
import source from "./scripts/confirm.lua";

const script = saleScript<{ member: string; orderId: string }>({
  source: [...aboutHolds, source],
  args: ({ member, orderId }) => [member, orderId],
});

/** The order is paid: its hold ends, its units are sold. What this misses while Redis is away, the sweep finds. */
export async function confirm({
  holdId,
  orderId,
}: {
  eventId: string;
  holdId: string;
  orderId: string;
}): Promise<void> {
  const place = placeOf(holdId);
  if (!place) return;
  const heard = await inSale(place.eventId, (known) => script(known, { ...place, orderId }));
  if (!heard.ok && heard.problem.kind === "unavailable") log.warn({ orderId }, "a paid hold is left for the sweep");
}
