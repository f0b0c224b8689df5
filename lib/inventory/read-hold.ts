import { refuse } from "@/lib/core/result";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import { ownPlace } from "./own-hold";
import type { HoldExpired, HoldResult, NotFound, OwnHold, Unavailable } from "./problems";
import { lettingGo, readReply } from "./reading";
import { saleScript } from "./sale-script";
import source from "./scripts/read-hold.lua";

/** Looks without asking for anything. */
export const lookUp = saleScript<string>({ source: [...aboutHolds, source], args: (member) => [member] });

/** The fan's own hold as it is now. */
export async function readHold(own: OwnHold): HoldResult<HoldExpired | NotFound | Unavailable> {
  const place = ownPlace(own);
  if (!place) return refuse({ kind: "not_found" });
  const heard = await inSale(place.eventId, (known) => lookUp(known, place.member));
  return heard.ok ? readReply(heard.value, own, ["hold_gone"]) : lettingGo(heard.problem);
}
