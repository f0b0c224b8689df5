import { refuse } from "@/lib/core/result";
import { aboutReleases, aboutWishes } from "./fragments";
import type { HeldItem, Line } from "./hold";
import { memberOf, newHoldId } from "./hold-id";
import { digestOf, type Idempotency } from "./idempotency";
import { inSale } from "./in-sale";
import { keys } from "./keys";
import type { HoldResult, PriceLines, ReserveProblem } from "./problems";
import { lookUp } from "./read-hold";
import { readReply } from "./reading";
import { reclaim } from "./reclaim";
import { releases } from "./releases";
import { saleScript } from "./sale-script";
import source from "./scripts/reserve.lua";
import rush from "./scripts/rush.lua";
import { areOffered, lineArguments, mergeLines } from "./wanted";

export type Wish = {
  eventId: string;
  fan: string;
  /** May be empty where there is a receipt. */
  lines: Line[];
  /** Claims the units of a hold that the store has lost, before any lines. */
  receipt?: string | undefined;
  idempotency?: Idempotency | undefined;
};

type Reservation = { holdId: string; idempotency: string; items: HeldItem[] };

const script = saleScript<Reservation>({
  first: [rush],
  source: [...aboutWishes, ...aboutReleases, source],
  keys: (eventId) => [keys.released(eventId)],
  args: ({ holdId, idempotency, items }, { catalogue }) => [
    memberOf(holdId) ?? "",
    catalogue.hold.ttlSeconds * 1000,
    catalogue.hold.maxUnits,
    idempotency,
    releases.max,
    ...lineArguments(catalogue, items),
  ],
});

/**
 * Units of one or several ticket types for one fan: all or nothing, one round trip, no SQL. `rate_limited` once the fan
 * gave back `releases.max` times of the event in one window; tickets that are gone are `sold_out` all the same.
 */
export async function reserve(wish: Wish, price: PriceLines): HoldResult<ReserveProblem> {
  if (wish.receipt) {
    const reclaimed = await reclaim(wish.receipt, wish);
    if (reclaimed.ok || wish.lines.length === 0) return reclaimed;
  }
  return reserveLines(wish, price);
}

async function reserveLines({ eventId, fan, lines, idempotency }: Wish, price: PriceLines) {
  const wanted = mergeLines(lines);
  // Made once: whatever is repeated below asks for the same hold.
  const holdId = newHoldId(eventId, fan);
  const remembered = digestOf(idempotency);
  let offered = false;
  const heard = await inSale(eventId, async (known) => {
    offered = areOffered(known.catalogue, wanted);
    if (!offered) return lookUp(known, memberOf(holdId) ?? "");
    return script(known, { holdId, idempotency: remembered, items: price(known.catalogue, wanted).items });
  });
  if (!heard.ok) return heard;
  if (!offered) return refuse({ kind: "not_found" });
  return readReply(heard.value, { holdId, fan }, [
    "sold_out",
    "limit",
    "not_on_sale",
    "idempotency_mismatch",
    "rate_limited",
  ]);
}
