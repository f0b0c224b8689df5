import { and, eq } from "drizzle-orm";
import { primary } from "@/db/client";
import { planOfVersion } from "@/db/queries/seating";
import { events, pools } from "@/db/schema/events";
import type { Grant } from "@/lib/core/grant";
import { ok, type Result, refuse } from "@/lib/core/result";

type Asked = Grant<"events:write"> & {
  eventId: string;
  poolId: string;
  /** From 0, in the order of the plan. */
  row: number;
  /** Numbers of seats as they are written on them, both included. */
  from: string;
  to: string;
};
export type NumberedSeat = { id: string; number: string };
type NoSuchSeats = { kind: "not_found" } | { kind: "invalid_request"; fields: Record<string, string[]> };

/** The seats of a row of an own event from one number to another; `invalid_request` names the number it has not. */
export async function seatsInRow(asked: Asked): Promise<Result<NumberedSeat[], NoSuchSeats>> {
  const [pool] = await primary()
    .select({ section: pools.section, version: events.seatingPlanVersionId })
    .from(pools)
    .innerJoin(events, eq(events.id, pools.eventId))
    .where(
      and(eq(pools.id, asked.poolId), eq(events.id, asked.eventId), eq(events.organizationId, asked.organizationId)),
    );
  const plan = pool?.version ? await planOfVersion(pool.version) : undefined;
  const section = plan?.sections.find(({ id }) => id === pool?.section);
  const row = section?.kind === "seats" ? section.rows[asked.row] : undefined;
  if (!row) return refuse({ kind: "not_found" });
  const seats = row.seats.map(({ id, number }) => ({ id, number: String(number) }));
  const at = (number: string) => seats.findIndex((seat) => seat.number === number);
  for (const field of ["from", "to"] as const)
    if (at(asked[field]) < 0)
      return refuse({ kind: "invalid_request", fields: { [field]: ["The row has no such seat"] } });
  const [first, last] = [at(asked.from), at(asked.to)].toSorted((a, b) => a - b);
  return ok(seats.slice(first, (last ?? 0) + 1));
}
