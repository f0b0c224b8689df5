import { and, eq } from "drizzle-orm";
import { primary } from "@/db/client";
import { seatPools } from "@/db/queries/capacity";
import { planOfVersion } from "@/db/queries/seating";
import { events } from "@/db/schema/events";
import { invariant } from "@/lib/core/invariant";
import { ok, type Result, refuse } from "@/lib/core/result";
import { unitsOfSeats } from "@/lib/seating/units-of-seats";
import type { EventRecord, Refusal } from "./change-event";

/** A seat by its id in the plan, and the unit that it is. */
export type SeatPlace = { id: string; poolId: string; unit: number };
type Asked = { organizationId: string; eventId: string; seats: string[] };

type Units = ReturnType<typeof unitsOfSeats>;

// A large house is 3 MB of text to read, and its seats some 8 MB.
const keptMax = 4;
const kept = new Map<string, Promise<Units>>();

async function load(version: string): Promise<Units> {
  const plan = await planOfVersion(version);
  invariant(plan, "a version of a plan is never deleted");
  return unitsOfSeats(plan);
}

/** A version never changes: this process keeps the latest few asked for. */
function unitsOfVersion(version: string): Promise<Units> {
  const units = kept.get(version) ?? load(version);
  // Asked for last, it goes last.
  kept.delete(version);
  kept.set(version, units);
  const [oldest] = kept.keys();
  if (kept.size > keptMax && oldest) kept.delete(oldest);
  units.catch(() => kept.delete(version));
  return units;
}

/** Where these seats of an organization's own event are, each once; `invalid_request` names one the plan has not. */
export async function seatPlaces(asked: Asked): Promise<Result<{ event: EventRecord; places: SeatPlace[] }, Refusal>> {
  const own = and(eq(events.id, asked.eventId), eq(events.organizationId, asked.organizationId));
  const [event] = await primary().select().from(events).where(own);
  if (!event) return refuse({ kind: "not_found" });
  const version = event.seatingPlanVersionId;
  const [units, sections] = await Promise.all([version ? unitsOfVersion(version) : undefined, seatPools(event.id)]);
  const pool = new Map(sections.map(({ id, section }) => [section, id]));
  const places: SeatPlace[] = [];
  for (const id of new Set(asked.seats)) {
    const seat = units?.get(id);
    const poolId = seat && pool.get(seat.section);
    if (!poolId) return refuse({ kind: "invalid_request", fields: { seats: [`The plan has no seat ${id}`] } });
    places.push({ id, poolId, unit: seat.unit });
  }
  return ok({ event, places });
}

/** The same by pool. */
export function byPool(places: Pick<SeatPlace, "poolId" | "unit">[]): [poolId: string, units: number[]][] {
  const pools = new Map<string, number[]>();
  for (const { poolId, unit } of places) pools.set(poolId, [...(pools.get(poolId) ?? []), unit]);
  return [...pools];
}
