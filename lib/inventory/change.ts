import { refuse } from "@/lib/core/result";
import { aboutReleases, aboutWishes } from "./fragments";
import type { HeldItem, Line } from "./hold";
import { digestOf, type Idempotency } from "./idempotency";
import { inSale } from "./in-sale";
import { keys } from "./keys";
import { ownPlace } from "./own-hold";
import type { HoldResult, OwnHold, Paying, PriceLines, ReserveProblem } from "./problems";
import { lookUp, readHold } from "./read-hold";
import { lettingGo, readReply } from "./reading";
import { releases } from "./releases";
import { saleScript } from "./sale-script";
import source from "./scripts/change.lua";
import type { SeatLines, SeatPick, SeatsWish } from "./seats-wanted";
import { lineArguments, mergeLines, wantedIn } from "./wanted";

type Wish = OwnHold & { lines: Line[]; idempotency?: Idempotency | undefined } & SeatsWish;

type Change = {
  member: string;
  items: HeldItem[];
  places: SeatLines["places"];
  idempotency: Idempotency | undefined;
};

const script = saleScript<Change>({
  source: [...aboutWishes, ...aboutReleases, source],
  keys: (eventId) => [keys.released(eventId)],
  args: ({ member, items, places, idempotency }, { catalogue }) => [
    member,
    catalogue.hold.maxUnits,
    digestOf(idempotency),
    releases.max,
    releases.windowMs,
    ...lineArguments(catalogue, items, places),
  ],
});

/**
 * The hold with these lines instead: what stays keeps its units and its price, and the expiry stays. The same key finds
 * the hold it has changed, as it is now. Of seats those stay that are picked again; of the best available, as many as are
 * wanted. A seat without a type is of the type that it is held by, a new one of the first that is on sale. `rate_limited` where more is wanted and the fan gave back `releases.max` times.
 */
export async function change(wish: Wish, price: PriceLines): HoldResult<ReserveProblem | Paying> {
  const place = ownPlace(wish);
  if (!place) return refuse({ kind: "not_found" });
  const { lines, idempotency } = wish;
  const seats = { ...wish, seats: await asHeld(wish) };
  const general = lines.length > 0 ? mergeLines(lines) : [];
  let wanted: SeatLines | undefined;
  const heard = await inSale(place.eventId, async (known) => {
    wanted = wantedIn(known.catalogue, general, seats, Date.now());
    if (!wanted) return lookUp(known, place.member);
    const { items } = price(known.catalogue, wanted.lines);
    return script(known, { ...place, items, places: wanted.places, idempotency });
  });
  if (!heard.ok) return lettingGo(heard.problem);
  if (!wanted) return refuse({ kind: "not_found" });
  return readReply(heard.value, wish, [
    "hold_gone",
    "paying",
    "sold_out",
    "seats_taken",
    "rule",
    "limit",
    "not_on_sale",
    "idempotency_mismatch",
    "rate_limited",
  ]);
}

/** The picks, each with the type it is held by where it names none. */
async function asHeld({ seats = [], holdId, fan }: Wish): Promise<SeatPick[]> {
  if (seats.every(({ ticketTypeId }) => ticketTypeId)) return seats;
  const hold = await readHold({ holdId, fan });
  const types = new Map(hold.ok ? hold.value.units.map(({ seat, ticketTypeId }) => [seat?.id, ticketTypeId]) : []);
  return seats.map((pick) => ({ ...pick, ticketTypeId: pick.ticketTypeId ?? types.get(pick.id) }));
}
