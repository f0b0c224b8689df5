import { blockedUnits, seatPools } from "@/db/queries/capacity";
import { planOfVersion } from "@/db/queries/seating";
import type { EventView } from "./event-view";

/** A row as its organizer names it: its first and last seat, and those that are out of sale. */
export type SeatRow = { name: string; first: string; last: string; blocked: string[] };

type Seated = Pick<EventView, "id" | "seatingVersion">;

/** The rows of every pool of an event that sells seats, in the order of the plan; nothing without seats. */
export async function seatRows({ id, seatingVersion }: Seated): Promise<Record<string, SeatRow[]>> {
  if (!seatingVersion) return {};
  const [plan, pools, blocked] = await Promise.all([planOfVersion(seatingVersion), seatPools(id), blockedUnits(id)]);
  const rows: Record<string, SeatRow[]> = {};
  for (const pool of pools) {
    const section = plan?.sections.find((each) => each.id === pool.section);
    if (section?.kind !== "seats") continue;
    const out = new Set(blocked.find(({ poolId }) => poolId === pool.id)?.units);
    let unit = 0;
    rows[pool.id] = section.rows.map(({ name, seats }) => {
      const [first, last] = [seats[0], seats.at(-1)].map((seat) => String(seat?.number ?? ""));
      const start = unit;
      unit += seats.length;
      const isOut = (_: unknown, index: number) => out.has(start + index + 1);
      const numbers = seats.filter(isOut).map(({ number }) => String(number));
      return { name, first: first ?? "", last: last ?? "", blocked: numbers };
    });
  }
  return rows;
}
