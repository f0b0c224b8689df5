import fc from "fast-check";
import { aClock } from "../fixtures/clock";
import { anEvent } from "../fixtures/world";
import { briefSteps } from "./effort";
import { StockRun, saleActions } from "./stock-run";

const hold = { ttlSeconds: 60, extendSeconds: 30, paymentSeconds: 20, maxUnits: 5 };

/** A floor of 8 for everybody and at most 3 of a kind, and a side of 4. */
export async function aRun() {
  const types = [{ maxPerOrder: 3 }, { capacity: 3, maxPerOrder: 4 }, { pool: "side", maxPerOrder: 4 }];
  const world = await anEvent({ pools: { floor: 8, side: 4 }, types, hold });
  const [floor = "", side = ""] = world.poolIds;
  const pools = [
    { id: floor, range: 8 },
    { id: side, range: 4 },
  ];
  const terms = types.map(({ pool, ...type }, index) => ({
    ...type,
    id: world.typeIds[index] ?? "",
    poolId: pool ? side : floor,
  }));
  return new StockRun(world.eventId, { maxUnits: hold.maxUnits, pools, types: terms }, await aClock(world.eventId));
}

export const sequence = fc.noBias(fc.array(saleActions, { minLength: 1, maxLength: 60, size: "max" }));
export const brief = fc.noBias(fc.array(saleActions, { minLength: 1, maxLength: briefSteps }));
