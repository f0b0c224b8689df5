import { eq, getTableColumns } from "drizzle-orm";
import { primary } from "../client";
import { draws } from "../schema/draws";

const { leaves: _, ...columns } = getTableColumns(draws);

/** Without the leaves, which are long. */
export async function drawOf(eventId: string) {
  const [draw] = await primary().select(columns).from(draws).where(eq(draws.eventId, eventId));
  return draw;
}
export type DrawRow = NonNullable<Awaited<ReturnType<typeof drawOf>>>;

/** Announced once: whoever comes second changes nothing. */
export const insertDraw = (draw: typeof draws.$inferInsert) =>
  primary().insert(draws).values(draw).onConflictDoNothing();
