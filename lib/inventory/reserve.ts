import { refuse } from "@/lib/core/result";
import { aboutReleases, aboutRows, aboutWishes } from "./fragments";
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
import rushBest from "./scripts/rush-best.lua";
import type { SeatLines, SeatsWish } from "./seats-wanted";
import { lineArguments, mergeLines, wantedIn } from "./wanted";

export type Wish = {
  eventId: string;
  fan: string;
  /** Of general admission; may be empty where there are seats or a receipt. */
  lines: Line[];
  /** Claims the units of a hold that the store has lost, before any lines. */
  receipt?: string | undefined;
  idempotency?: Idempotency | undefined;
  /** Of the hold, should it be a new one: who makes it can tell it from an older hold of the fan's. */
  holdId?: string;
} & SeatsWish;

type Reservation = { holdId: string; idempotency: string; items: HeldItem[]; places: SeatLines["places"] };

const script = saleScript<Reservation>({
  first: [rush, ...aboutRows, rushBest],
  source: [...aboutWishes, ...aboutReleases, source],
  keys: (eventId) => [keys.released(eventId)],
  args: ({ holdId, idempotency, items, places }, { catalogue }) => [
    memberOf(holdId) ?? "",
    catalogue.hold.ttlSeconds * 1000,
    catalogue.hold.maxUnits,
    idempotency,
    releases.max,
    ...lineArguments(catalogue, items, places),
  ],
});

/**
 * Units of one or several ticket types for one fan: all or nothing, one round trip, no SQL. Seats are those picked, or
 * the best there are: `seats_taken` names those that somebody has, `conflict` with a `rule` those that may not be picked
 * like this. `rate_limited` once the fan gave back `releases.max` times of the event in one window; tickets that are gone
 * are `sold_out` all the same.
 */
export async function reserve(wish: Wish, price: PriceLines): HoldResult<ReserveProblem> {
  if (wish.receipt) {
    const reclaimed = await reclaim(wish.receipt, wish);
    if (reclaimed.ok || isEmpty(wish)) return reclaimed;
  }
  return reserveLines(wish, price);
}

const isEmpty = ({ lines, seats = [], bestAvailable = [] }: Wish) =>
  lines.length + seats.length + bestAvailable.length === 0;

async function reserveLines({ eventId, fan, lines, idempotency, holdId: made, ...seats }: Wish, price: PriceLines) {
  const general = lines.length > 0 ? mergeLines(lines) : [];
  // Made once: whatever is repeated below asks for the same hold.
  const holdId = made ?? newHoldId(eventId, fan);
  const remembered = digestOf(idempotency);
  let wanted: SeatLines | undefined;
  const heard = await inSale(eventId, async (known) => {
    wanted = wantedIn(known.catalogue, general, seats, Date.now());
    if (!wanted) return lookUp(known, memberOf(holdId) ?? "");
    const { items } = price(known.catalogue, wanted.lines);
    return script(known, { holdId, idempotency: remembered, items, places: wanted.places });
  });
  if (!heard.ok) return heard;
  if (!wanted) return refuse({ kind: "not_found" });
  return readReply(heard.value, { holdId, fan }, [
    "sold_out",
    "seats_taken",
    "rule",
    "limit",
    "not_on_sale",
    "idempotency_mismatch",
    "rate_limited",
  ]);
}
