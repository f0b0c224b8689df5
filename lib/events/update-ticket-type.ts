import { and, count, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { ownedOfType, soldType, soleHome } from "@/db/queries/capacity";
import { pools, ticketTypes } from "@/db/schema/events";
import { newId } from "@/lib/core/ids";
import { chargeStep } from "@/lib/core/money";
import { ok, type Result, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Refusal, type Stock, type Taken } from "./change-event";
import type { Doer } from "./create-event";
import { noSuchAmount, type TicketTypePatch } from "./event-input";
import { resizePool, withFewer } from "./resize-pool";

type Update = Doer & { eventId: string; ticketTypeId: string; patch: TicketTypePatch };
/** What left the stock for the change: places, or the type's own cap was lowered there. */
type Prepared = { taken?: Taken; capped?: { generation: number } };
type TypeRecord = typeof ticketTypes.$inferSelect;

const conflict = (detail: string) => refuse({ kind: "conflict", detail });
const meanwhile = conflict("It was changed meanwhile: try again");
const invalid = (field: string, message: string) => refuse({ kind: "invalid_request", fields: { [field]: [message] } });

function check(patch: TicketTypePatch, type: TypeRecord, event: EventRecord): Result<void, Refusal> {
  const { saleStartsAt = type.saleStartsAt, saleEndsAt = type.saleEndsAt, priceCents = 0 } = patch;
  if (saleStartsAt && saleEndsAt && saleEndsAt <= saleStartsAt) return invalid("saleEndsAt", "After saleStartsAt");
  if (priceCents % chargeStep(event.currency)) return invalid("priceCents", noSuchAmount);
  return ok(undefined);
}

async function resize(
  tx: Transaction,
  type: TypeRecord,
  event: EventRecord,
  capacity: number | null,
  { taken, capped }: Prepared,
): Promise<Result<{ capacity?: number | null; capacityBefore?: number }, Refusal>> {
  const fresh = event.publishedAt === null;
  // Places left the stock for a pool that was this type's alone, and is so no more.
  if (taken && (capacity === null || type.capacity !== null)) return meanwhile;
  if (capacity === null) return fresh || type.capacity === null ? ok({ capacity }) : invalid("capacity", "required");
  if (type.capacity !== null) {
    if (capacity >= type.capacity || fresh) return ok({ capacity });
    if (event.status === "published" && capped?.generation !== event.generation) return meanwhile;
    const owned = await ownedOfType(tx, type.id);
    if (owned > capacity) return conflict(`${owned} are sold`);
    return ok({ capacity, capacityBefore: Math.max(type.capacity, type.capacityBefore ?? 0) });
  }
  if (type.poolId === null) return invalid("capacity", "This ticket type sells the seats of a plan");
  const [pool] = await tx.select().from(pools).where(eq(pools.id, type.poolId)).for("update");
  const [sharing] = await tx.select({ types: count() }).from(ticketTypes).where(eq(ticketTypes.poolId, type.poolId));
  if (!pool || sharing?.types !== 1) return invalid("capacity", "This ticket type sells from a shared pool");
  const resized = await resizePool(tx, event, pool, capacity, taken);
  return resized.ok ? ok({}) : resized;
}

async function checkName(tx: Transaction, name: string | undefined, type: TypeRecord): Promise<Result<void, Refusal>> {
  if (name === undefined || name === type.name) return ok(undefined);
  const same = and(eq(ticketTypes.eventId, type.eventId), eq(ticketTypes.name, name), ne(ticketTypes.id, type.id));
  const [found] = await tx.select({ types: count() }).from(ticketTypes).where(same);
  return found?.types ? invalid("name", "name_twice") : ok(undefined);
}

function apply({ ticketTypeId, patch, ...target }: Update, stock: Stock, prepared: Prepared = {}) {
  const change = { ...target, action: "ticket_type.updated", targetId: ticketTypeId };
  return changeEvent(change, stock, async (tx, event) => {
    const own = and(eq(ticketTypes.id, ticketTypeId), eq(ticketTypes.eventId, event.id));
    const [type] = await tx.select().from(ticketTypes).where(own);
    if (!type) return refuse({ kind: "not_found" });
    const checked = check(patch, type, event);
    if (!checked.ok) return checked;
    const named = await checkName(tx, patch.name, type);
    if (!named.ok) return named;
    const { capacity, ...plain } = patch;
    const resized = capacity === undefined ? ok({}) : await resize(tx, type, event, capacity, prepared);
    if (!resized.ok) return resized;
    const columns = { ...plain, ...resized.value };
    if (Object.keys(columns).length > 0) await tx.update(ticketTypes).set(columns).where(own);
    const before = Object.fromEntries(Object.entries(type).filter(([name]) => name in patch));
    return ok({ before, after: patch, sells: true });
  });
}

/** The lower cap counts in the stock before it is written down, and no more should the change be refused. */
async function withCap(update: Update, capacity: number, stock: Stock) {
  const { eventId, ticketTypeId } = update;
  const own = { eventId, ticketTypeId, owner: newId() };
  const capped = await stock.cap({ ...own, capacity });
  if (!capped.ok && capped.problem.kind === "not_free")
    return conflict(`Only ${capped.problem.free} are free: more are held or sold than that would leave`);
  if (!capped.ok) return meanwhile;
  const changed = await apply(update, stock, { capped: capped.value });
  if (!changed.ok) await stock.lift(own);
  return changed;
}

/** Changes what the patch names. What is held keeps the price and the limits it was held under. */
export async function updateTicketType(update: Update, stock: Stock) {
  const { organizationId, eventId, ticketTypeId, patch } = update;
  const { capacity } = patch;
  if (!capacity) return apply(update, stock);
  const type = await soldType(organizationId, eventId, ticketTypeId);
  if (type?.status === "published" && capacity < (type.capacity ?? 0)) return withCap(update, capacity, stock);
  const poolId = await soleHome(eventId, ticketTypeId);
  if (!poolId) return apply(update, stock);
  return withFewer({ organizationId, eventId, poolId, capacity }, stock, (taken) =>
    apply(update, stock, taken ? { taken } : {}),
  );
}
