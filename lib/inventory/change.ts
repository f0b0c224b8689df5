import { refuse } from "@/lib/core/result";
import { aboutWishes } from "./fragments";
import type { HeldItem, Line } from "./hold";
import { inSale } from "./in-sale";
import { ownPlace } from "./own-hold";
import type { HoldResult, OwnHold, Paying, PriceLines, RateLimited, ReserveProblem } from "./problems";
import { lookUp } from "./read-hold";
import { lettingGo, readReply } from "./reading";
import { saleScript } from "./sale-script";
import source from "./scripts/change.lua";
import { areOffered, lineArguments, mergeLines } from "./wanted";

type ChangeProblem = Exclude<ReserveProblem, { kind: "idempotency_mismatch" } | RateLimited> | Paying;

const script = saleScript<{ member: string; items: HeldItem[] }>({
  source: [...aboutWishes, source],
  args: ({ member, items }, { catalogue }) => [member, catalogue.hold.maxUnits, ...lineArguments(catalogue, items)],
});

/** The hold with these lines instead: what stays keeps its units and its price, and the expiry stays. */
export async function change(wish: OwnHold & { lines: Line[] }, price: PriceLines): HoldResult<ChangeProblem> {
  const place = ownPlace(wish);
  if (!place) return refuse({ kind: "not_found" });
  const wanted = mergeLines(wish.lines);
  let offered = false;
  const heard = await inSale(place.eventId, async (known) => {
    offered = areOffered(known.catalogue, wanted);
    if (!offered) return lookUp(known, place.member);
    return script(known, { ...place, items: price(known.catalogue, wanted).items });
  });
  if (!heard.ok) return lettingGo(heard.problem);
  if (!offered) return refuse({ kind: "not_found" });
  return readReply(heard.value, wish, ["hold_gone", "paying", "sold_out", "limit", "not_on_sale"]);
}
