import { and, count, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { soleHome } from "@/db/queries/capacity";
import { pools, ticketTypes } from "@/db/schema/events";
import { chargeStep } from "@/lib/core/money";
import { ok, type Result, refuse } from "@/lib/core/result";
import { changeEvent, type EventRecord, type Refusal, type Stock, type Taken } from "./change-event";
import type { Doer } from "./create-event";
import { noSuchAmount, type TicketTypePatch } from "./event-input";
import { resizePool, withFewer } from "./resize-pool";

type Update = Doer & { eventId: string; ticketTypeId: string; patch: TicketTypePatch };
type TypeRecord = typeof ticketTypes.$inferSelect;

const conflict = (detail: string) => refuse({ kind: "conflict", detail });
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
  taken: Taken | undefined,
): Promise<Result<{ capacity?: number | null }, Refusal>> {
  const fresh = event.publishedAt === null;
  if (capacity === null) return fresh || type.capacity === null ? ok({ capacity }) : invalid("capacity", "required");
  if (type.capacity !== null) {
    if (capacity < type.capacity && !fresh) return conflict("A published ticket type cannot shrink yet");
    return ok({ capacity });
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

function apply({ ticketTypeId, patch, ...target }: Update, stock: Stock, taken?: Taken) {
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
    const resized = capacity === undefined ? ok({}) : await resize(tx, type, event, capacity, taken);
    if (!resized.ok) return resized;
    const columns = { ...plain, ...resized.value };
    if (Object.keys(columns).length > 0) await tx.update(ticketTypes).set(columns).where(own);
    const before = Object.fromEntries(Object.entries(type).filter(([name]) => name in patch));
    return ok({ before, after: patch, sells: true });
  });
}

/** Changes what the patch names. What is held keeps the price and the limits it was held under. */
export async function updateTicketType(update: Update, stock: Stock) {
  const { organizationId, eventId, ticketTypeId, patch } = update;
  const { capacity } = patch;
  const poolId = capacity ? await soleHome(eventId, ticketTypeId) : undefined;
  if (!poolId || !capacity) return apply(update, stock);
  return withFewer({ organizationId, eventId, poolId, capacity }, stock, (taken) => apply(update, stock, taken));
}
