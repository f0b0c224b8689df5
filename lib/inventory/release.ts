import { log } from "@/lib/core/log";
import { ok, type Result, refuse } from "@/lib/core/result";
import { aboutHolds, aboutReleases } from "./fragments";
import { inSale } from "./in-sale";
import { keys } from "./keys";
import { ownPlace, placeOf } from "./own-hold";
import type { NotFound, OwnHold, Paying, Unavailable } from "./problems";
import { releases } from "./releases";
import { saleScript } from "./sale-script";
import source from "./scripts/release.lua";

const script = saleScript<{ member: string; orderId: string }>({
  source: [...aboutHolds, ...aboutReleases, source],
  keys: (eventId) => [keys.released(eventId)],
  args: ({ member, orderId }) => [member, orderId, releases.windowMs],
});

/** The fan lets go: units return once. A hold that has ended already is fine. */
export async function release(own: OwnHold): Promise<Result<void, NotFound | Paying | Unavailable>> {
  const place = ownPlace(own);
  if (!place) return refuse({ kind: "not_found" });
  const heard = await inSale(place.eventId, (known) => script(known, { ...place, orderId: "" }));
  if (!heard.ok) return heard.problem.kind === "unavailable" ? refuse(heard.problem) : ok(undefined);
  const [word, orderId = ""] = heard.value.reply;
  return word === "paying" ? refuse({ kind: "conflict", orderId }) : ok(undefined);
}

/** Postgres has decided that the order ended: its hold ends. What this misses while Redis is away, the sweep finds. */
export async function releaseOrder(order: { eventId: string; holdId: string; orderId: string }): Promise<void> {
  const place = placeOf(order.holdId);
  if (!place) return;
  const { orderId } = order;
  const heard = await inSale(place.eventId, (known) => script(known, { ...place, orderId }));
  if (!heard.ok && heard.problem.kind === "unavailable") log.warn({ orderId }, "an ended hold is left for the sweep");
}
