import { refuse } from "@/lib/core/result";
import { aboutReleases, aboutWishes } from "./fragments";
import type { HeldItem, Line } from "./hold";
import { digestOf, type Idempotency } from "./idempotency";
import { inSale } from "./in-sale";
import { keys } from "./keys";
import { ownPlace } from "./own-hold";
import type { HoldResult, OwnHold, Paying, PriceLines, ReserveProblem } from "./problems";
import { lookUp } from "./read-hold";
import { lettingGo, readReply } from "./reading";
import { releases } from "./releases";
import { saleScript } from "./sale-script";
import source from "./scripts/change.lua";
import { areOffered, lineArguments, mergeLines } from "./wanted";

type Wish = OwnHold & { lines: Line[]; idempotency?: Idempotency | undefined };

const script = saleScript<{ member: string; items: HeldItem[]; idempotency: Idempotency | undefined }>({
  source: [...aboutWishes, ...aboutReleases, source],
  keys: (eventId) => [keys.released(eventId)],
  args: ({ member, items, idempotency }, { catalogue }) => [
    member,
    catalogue.hold.maxUnits,
    digestOf(idempotency),
    releases.max,
    releases.windowMs,
    ...lineArguments(catalogue, items),
  ],
});

/**
 * The hold with these lines instead: what stays keeps its units and its price, and the expiry stays. The same key finds
 * the hold it has changed, as it is now. `rate_limited` where more is wanted and the fan gave back `releases.max` times.
 */
export async function change(wish: Wish, price: PriceLines): HoldResult<ReserveProblem | Paying> {
  const place = ownPlace(wish);
  if (!place) return refuse({ kind: "not_found" });
  const wanted = mergeLines(wish.lines);
  let offered = false;
  const heard = await inSale(place.eventId, async (known) => {
    offered = areOffered(known.catalogue, wanted);
    if (!offered) return lookUp(known, place.member);
    return script(known, { ...place, items: price(known.catalogue, wanted).items, idempotency: wish.idempotency });
  });
  if (!heard.ok) return lettingGo(heard.problem);
  if (!offered) return refuse({ kind: "not_found" });
  return readReply(heard.value, wish, [
    "hold_gone",
    "paying",
    "sold_out",
    "limit",
    "not_on_sale",
    "idempotency_mismatch",
    "rate_limited",
  ]);
}
