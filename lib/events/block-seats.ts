import type { Transaction } from "@/db/client";
import { blockThese, ownedOf } from "@/db/queries/capacity";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Refusal, type Stock, type TakenSeats } from "./change-event";
import type { Doer } from "./create-event";
import type { EventView } from "./event-view";
import { byPool, type SeatPlace, seatPlaces } from "./seat-places";

type Wish = Doer & { eventId: string; seats: string[] };

const meanwhile = refuse({ kind: "conflict", detail: "It was changed meanwhile: try again" });

const notFree = (places: SeatPlace[], others: Pick<SeatPlace, "poolId" | "unit">[]) => {
  const isOther = ({ poolId, unit }: SeatPlace) => others.some((seat) => seat.poolId === poolId && seat.unit === unit);
  const seats = places.filter(isOther).map(({ id }) => id);
  return refuse({ kind: "conflict", detail: "Somebody holds these seats, or has bought them", seats });
};

/** Rows for seats that nobody can hold any more; says how many were not blocked before. */
async function keep(tx: Transaction, event: EventRecord, places: SeatPlace[], taken: TakenSeats | undefined) {
  if (event.status === "published" && taken?.generation !== event.generation) return meanwhile;
  const owned: Pick<SeatPlace, "poolId" | "unit">[] = [];
  let blocked = 0;
  for (const [poolId, units] of byPool(places)) {
    const kept = await blockThese(tx, event.id, poolId, units);
    blocked += kept.length;
    const isTaken = (unit: number) => taken?.seats.some((seat) => seat.poolId === poolId && seat.unit === unit);
    // Out of the stock by another's hand, which may yet put it back.
    if (event.status === "published" && !kept.every(isTaken)) return meanwhile;
    owned.push(...(await ownedOf(tx, poolId, units)).map((unit) => ({ poolId, unit })));
  }
  return owned.length > 0 ? notFree(places, owned) : ok(blocked);
}

/**
 * Takes seats out of sale by name, all or none; those that are already stay so. A `conflict` names in `seats` those
 * that are held or sold. While the event sells, they leave the stock first and go back should the change be refused;
 * whatever dies in between, the auditor frees seats that no row keeps. Until it has, or while an
 * unblocking of theirs is still on its way to the stock, a `conflict` says to try again.
 */
export async function blockSeats({ seats, ...target }: Wish, stock: Stock): Promise<Result<EventView, Refusal>> {
  const { organizationId, eventId } = target;
  const found = await seatPlaces({ organizationId, eventId, seats });
  if (!found.ok) return found;
  const { event, places } = found.value;
  const taken = event.status === "published" ? await stock.blockSeats(eventId, places) : undefined;
  if (taken && !taken.ok) return taken.problem.kind === "not_free" ? notFree(places, taken.problem.seats) : meanwhile;
  const changed = await changeEvent({ ...target, action: "seats.blocked" }, stock, async (tx, now) => {
    const kept = await keep(tx, now, places, taken?.value);
    if (!kept.ok) return kept;
    return ok({ before: null, after: { seats }, unchanged: kept.value === 0 });
  });
  if (!changed.ok && taken) await putBack(eventId, taken.value, stock);
  return changed;
}

async function putBack(eventId: string, { generation, seats }: TakenSeats, stock: Stock) {
  for (const [poolId, units] of byPool(seats)) {
    await stock.unblock({ eventId, poolId, returnId: `unblock:${newId()}`, generation, units });
  }
}
