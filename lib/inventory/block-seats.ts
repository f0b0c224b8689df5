import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { aboutHolds } from "./fragments";
import { type Closed, inSale } from "./in-sale";
import type { KnownSale } from "./known-sales";
import type { Unavailable } from "./problems";
import { saleScript } from "./sale-script";
import source from "./scripts/block-seats.lua";
import { seatAt, seatsOf } from "./seats-of";

type SeatUnit = { poolId: string; unit: number };
/** Those that were free and are so no more, in one generation of the sale. */
type SeatsBlocked = { generation: number; seats: SeatUnit[] };
/** Somebody holds these seats, or owns them. */
type SeatsNotFree = { kind: "not_free"; seats: SeatUnit[] };

const script = saleScript<{ id: string; seats: SeatUnit[] }>({
  source: [...aboutHolds, source],
  args: ({ id, seats }, { catalogue }) => [
    id,
    seats.flatMap(({ poolId, unit }) => seatAt(catalogue, poolId, unit)?.position ?? []).join(),
    seatsOf(catalogue)?.text.length ?? 0,
  ],
});

const unitsAt = (positions: string[], { catalogue }: KnownSale): SeatUnit[] =>
  positions.flatMap((position) => {
    const seat = seatsOf(catalogue)?.byPosition.get(Number(position));
    const pool = catalogue.pools.find(({ section }) => section === seat?.sectionId);
    return seat && pool ? [{ poolId: pool.id, unit: seat.unit }] : [];
  });

/**
 * Takes seats of an event's plan out of sale, all or none, at most 1000; those that are blocked already stay so.
 * `not_free` names those that are held or sold. The caller writes them down as blocked, or gives back by `unblock` the
 * ones this took: what it does neither of, the auditor frees.
 */
export async function blockSeats(
  eventId: string,
  seats: SeatUnit[],
): Promise<Result<SeatsBlocked, SeatsNotFree | Closed | Unavailable>> {
  // Made once: whatever is repeated takes the same seats.
  const id = newId();
  const heard = await inSale(eventId, (known) => script(known, { id, seats }));
  if (!heard.ok) return heard;
  const { reply, known } = heard.value;
  const [word, ...rest] = reply;
  if (word === "not_free") return refuse({ kind: "not_free", seats: unitsAt(rest, known) });
  invariant(word === "blocked", "a script says only what its header lists");
  const [generation, took = ""] = rest;
  return ok({ generation: Number(generation), seats: unitsAt(took === "" ? [] : took.split(","), known) });
}
