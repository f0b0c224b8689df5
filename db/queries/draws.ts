import { and, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { draws } from "../schema/draws";

const { leaves: _, ...columns } = getTableColumns(draws);

/** Without the leaves, which are long. */
export async function drawOf(eventId: string) {
  const [draw] = await primary().select(columns).from(draws).where(eq(draws.eventId, eventId));
  return draw;
}
export type DrawRow = NonNullable<Awaited<ReturnType<typeof drawOf>>>;

/** Whether its places are given out. They are not while the transaction lasts. */
export async function isDrawn(tx: Transaction, eventId: string): Promise<boolean> {
  const own = eq(draws.eventId, eventId);
  const [draw] = await tx.select({ seed: draws.seed }).from(draws).where(own).for("update");
  return (draw?.seed ?? null) !== null;
}

export async function leavesOfDraw(eventId: string): Promise<Buffer | undefined> {
  const [draw] = await primary().select({ leaves: draws.leaves }).from(draws).where(eq(draws.eventId, eventId));
  return draw?.leaves ?? undefined;
}

/** Announced once: whoever comes second changes nothing. */
export const insertDraw = (draw: typeof draws.$inferInsert) =>
  primary().insert(draws).values(draw).onConflictDoNothing();

// To the millisecond, as it is told: whoever checks the round computes with what was told.
const now = sql`date_trunc('milliseconds', now())`;

const earliest = (delaySeconds: number) => sql`ceil((extract(epoch from ${now}) + ${delaySeconds}
  - (${draws.chain} ->> 'genesisSeconds')::int) / (${draws.chain} ->> 'periodSeconds')::int)::int + 1`;

type Closed = { count: number; root: string; leaves: Buffer };

/**
 * Closed once, at the database's time; whoever comes second changes nothing. The round that counts comes out at least
 * `delaySeconds` after that: stored late, the root meets a later round than the announced one.
 */
export const storeClosing = (eventId: string, delaySeconds: number, closed: Closed) =>
  primary()
    .update(draws)
    .set({
      ...closed,
      closedAt: now,
      drawnRound: sql`greatest(${draws.round}, ${earliest(delaySeconds)} + 0 * ${draws.round})`,
    })
    .where(and(eq(draws.eventId, eventId), isNull(draws.root)));

type Opened = { beacon: string; signature: string | null; seed: string };

/** Opened once; whoever comes second changes nothing. */
export const storeOpening = (eventId: string, opened: Opened) =>
  primary()
    .update(draws)
    .set({ ...opened, openedAt: now })
    .where(and(eq(draws.eventId, eventId), isNull(draws.seed)));
