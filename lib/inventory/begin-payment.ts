import { refuse } from "@/lib/core/result";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import { ownPlace } from "./own-hold";
import type { HoldExpired, HoldResult, NotFound, OwnHold, Paying, Unavailable } from "./problems";
import { lettingGo, readReply } from "./reading";
import { saleScript } from "./sale-script";
import source from "./scripts/begin-payment.lua";

const begin = saleScript<{ member: string; orderId: string }>({
  source: [...aboutHolds, source],
  args: ({ member, orderId }, { catalogue }) => [member, orderId, catalogue.hold.paymentSeconds * 1000],
});

/** From here the hold ends only with this order. Repeatable for the same order. */
export async function beginPayment(
  wish: OwnHold & { orderId: string },
): HoldResult<HoldExpired | NotFound | Paying | Unavailable> {
  const place = ownPlace(wish);
  if (!place) return refuse({ kind: "not_found" });
  const { orderId } = wish;
  const heard = await inSale(place.eventId, (known) => begin(known, { ...place, orderId }));
  return heard.ok ? readReply(heard.value, wish, ["hold_gone", "paying"]) : lettingGo(heard.problem);
}
