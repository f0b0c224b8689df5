import fc from "fast-check";
import { layOutSeats } from "@/lib/inventory/seat-layout";
import { aClock } from "../fixtures/clock";
import { aHall } from "../fixtures/hall";
import { anEvent } from "../fixtures/world";
import { briefSteps } from "./effort";
import { SeatsModel } from "./seats-model";
import { SeatsRun, seatActions } from "./seats-run";

const hold = { ttlSeconds: 60, extendSeconds: 30, paymentSeconds: 20, maxUnits: 6 };
const floor = 4;

/** Two blocks with aisles, wheelchair places and a cheaper row; a floor beside. Students are at most four. */
const plan = aHall({ left: ["aaaa", "aaXCaa aa", "bbbb"], right: ["aaaa CXaa", "aaaaa"] }, floor);
const layout = layOutSeats(plan);

export async function aSeatsRun() {
  const types = [
    { kind: "seated" as const, category: "a", maxPerOrder: 5 },
    { kind: "seated" as const, category: "a", maxPerOrder: 5, capacity: 4 },
    { kind: "seated" as const, category: "b", maxPerOrder: 4 },
    { pool: "Floor", maxPerOrder: 3 },
  ];
  const world = await anEvent({ plan, types, hold });
  const ranges = [...[...layout.bySection.values()].map((seats) => seats.length), floor];
  const pools = world.poolIds.map((id, index) => ({ id, range: ranges[index] ?? 0 }));
  const floorId = world.poolIds.at(-1) ?? "";
  const terms = {
    maxUnits: hold.maxUnits,
    pools,
    types: types.map(({ maxPerOrder, capacity, category }, index) => ({
      ...{ id: world.typeIds[index] ?? "", poolId: category ? "seats" : floorId, maxPerOrder },
      ...(capacity !== undefined && { capacity }),
    })),
    categoryOf: Object.fromEntries(
      types.flatMap(({ category }, index) => (category ? [[world.typeIds[index] ?? "", category]] : [])),
    ),
  };
  return new SeatsRun(world.eventId, new SeatsModel(terms, layout), await aClock(world.eventId));
}

export const seatSequence = fc.noBias(fc.array(seatActions, { minLength: 1, maxLength: 50, size: "max" }));
export const briefSeatSequence = fc.noBias(fc.array(seatActions, { minLength: 1, maxLength: briefSteps }));
