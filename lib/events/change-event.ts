import { and, eq, sql } from "drizzle-orm";
import { primary, type Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { events } from "@/db/schema/events";
import { Undo } from "@/db/transaction";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Doer } from "./create-event";
import type { EventView } from "./event-view";
import { eventNow, forgetEvent } from "./read-event";

/** What a change of an event asks of the stock; the caller gathers it from the inventory. */
export type Stock = {
  pause: (eventId: string, paused: boolean) => Promise<void>;
  reload: (eventId: string) => Promise<void>;
  /** Takes so many free units out of sale; `not_free` where fewer are. */
  block: (eventId: string, poolId: string, count: number) => Promise<Result<Taken, NotTaken>>;
  /** The same with these seats, unless somebody has one. */
  blockSeats: (eventId: string, seats: SeatUnit[]) => Promise<Result<TakenSeats, SeatsNotTaken>>;
  /** Nobody gets more of a type than its lower capacity, until the event is reloaded or its owner lifts that. */
  cap: (
    capping: Lifting & { capacity: number },
  ) => Promise<Result<{ generation: number }, NotTaken | { kind: "standing" }>>;
  lift: (lifting: Lifting) => Promise<void>;
  unblock: (unblocking: Taken & { eventId: string; poolId: string; returnId: string }) => Promise<void>;
};
/** Units out of sale, in one generation of the event. */
export type Taken = { generation: number; units: number[] };
type Lifting = { eventId: string; ticketTypeId: string; owner: string };
type SeatUnit = { poolId: string; unit: number };
export type TakenSeats = { generation: number; seats: SeatUnit[] };
type NoStock = { kind: "not_found" | "not_on_sale" | "unavailable" };
type NotTaken = { kind: "not_free"; free: number } | NoStock;
type SeatsNotTaken = { kind: "not_free"; seats: SeatUnit[] } | NoStock;

export type EventRecord = typeof events.$inferSelect;
export type Refusal =
  | { kind: "not_found" }
  | { kind: "conflict"; detail: string; seats?: readonly string[] }
  | { kind: "invalid_request"; fields: Readonly<Record<string, readonly string[]>> };
/** `sells`: a reserve must know. `unchanged`: repeated, so nothing to audit, but the stock may still have to hear of it. */
type Applied = Result<{ before: unknown; after: unknown; sells?: boolean; unchanged?: boolean }, Refusal>;
type Change = Doer & { eventId: string; action: string; targetId?: string };
type Apply = (tx: Transaction, event: EventRecord) => Promise<Applied>;

/** Nothing of a change that is refused stays. */
class Refused extends Undo<Refusal> {}

const patienceMs = 400;
const longPatienceMs = 4000;

const isLockTimeout = (error: unknown) =>
  error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === "55P03";

type Changed = EventRecord & { sells: boolean };

async function apply(change: Change, waitMs: number, decide: Apply): Promise<Result<Changed, Refusal>> {
  try {
    return ok(await write(change, waitMs, decide));
  } catch (error) {
    if (error instanceof Refused) return refuse(error.outcome);
    throw error;
  }
}

function write(change: Change, waitMs: number, decide: Apply): Promise<Changed> {
  const { eventId, organizationId, actor, requestId, action, targetId = eventId } = change;
  return primary().transaction(async (tx) => {
    await tx.execute(sql.raw(`set local lock_timeout = ${waitMs}`));
    const own = and(eq(events.id, eventId), eq(events.organizationId, organizationId));
    const [event] = await tx.select().from(events).where(own).for("update");
    if (!event) throw new Refused({ kind: "not_found" });
    const applied = await decide(tx, event);
    if (!applied.ok) throw new Refused(applied.problem);
    const { before, after, sells = false, unchanged } = applied.value;
    if (sells) {
      const next = { catalogueVersion: sql`${events.catalogueVersion} + 1` };
      await tx.update(events).set(next).where(eq(events.id, eventId));
    }
    if (!unchanged) await insertAudit(tx, { organizationId, actor, requestId, action, targetId, before, after });
    return { ...event, sells };
  });
}

/** Every buyer's claim shares the event's row, and a stream of them would starve us: they rest while we wait our turn. */
async function applyInTurn(change: Change, stock: Stock, decide: Apply) {
  try {
    return await apply(change, patienceMs, decide);
  } catch (error) {
    if (!isLockTimeout(error)) throw error;
    await stock.pause(change.eventId, true);
    try {
      return await apply(change, longPatienceMs, decide);
    } finally {
      await stock.pause(change.eventId, false);
    }
  }
}

/**
 * One change of one event of the doer's own organization, with its audit row. `sells` in the answer means that
 * a reserve must know: the stock is loaded anew once the change is committed.
 */
export async function changeEvent(change: Change, stock: Stock, decide: Apply): Promise<Result<EventView, Refusal>> {
  const applied = await applyInTurn(change, stock, decide);
  if (!applied.ok) return applied;
  await forgetEvent(applied.value);
  if (applied.value.sells) await stock.reload(change.eventId);
  const event = await eventNow(change.eventId);
  return event ? ok(event) : refuse({ kind: "not_found" });
}
