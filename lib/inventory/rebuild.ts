import { setTimeout as sleep } from "node:timers/promises";
import { eventForSale, nextGeneration, readSale } from "@/db/queries/inventory";
import { durations } from "@/lib/core/durations";
import { newId } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { log } from "@/lib/core/log";
import { ok, type Result, refuse } from "@/lib/core/result";
import { redis } from "@/lib/redis/client";
import { catalogueOf } from "./catalogue-of";
import { draftOf } from "./draft";
import { keys } from "./keys";
import { forget, remember } from "./known-sales";
import { orUnavailable, unavailable } from "./or-unavailable";
import type { NotFound, NotOnSale, Unavailable } from "./problems";
import { withSeats } from "./seats-of";
import { swap } from "./swap";
import { writeDraft } from "./write-draft";

type Rebuilt = Result<{ generation: number }, NotFound | NotOnSale | Unavailable>;

const underWay = new Map<string, Promise<Rebuilt>>();

/**
 * Redis from Postgres, under a new generation. Unpaid holds are lost (their receipts claim the units again); nothing
 * sold is. One at a time for an event: who comes second waits for the first.
 */
export function rebuild(eventId: string): Promise<Rebuilt> {
  const mine = underWay.get(eventId) ?? orUnavailable(() => alone(eventId)).finally(() => underWay.delete(eventId));
  underWay.set(eventId, mine);
  return mine;
}

async function alone(eventId: string): Promise<Rebuilt> {
  const token = newId();
  const lock = keys.rebuilding(eventId);
  const taken = await redis().set(lock, token, { nx: true, px: durations.rebuildMs });
  // A repeated SET may have taken it the first time.
  if (!taken && (await redis().get(lock)) !== token) return another(eventId);
  try {
    return await load(eventId, token);
  } finally {
    if ((await redis().get(lock)) === token) await redis().del(lock);
  }
}

async function load(eventId: string, token: string): Promise<Rebuilt> {
  // Committed before anything is read: no claim for an older hold can come after the reading.
  const generation = await nextGeneration(eventId);
  if (generation === undefined) return close(eventId, token);
  const rows = await readSale(eventId, durations.returnsRememberedMs);
  invariant(rows, "a published event is not deleted");
  if (rows.event.generation !== generation) return refuse(unavailable);
  const catalogue = await withSeats(catalogueOf(rows));
  const draft = draftOf(rows, catalogue, generation);
  await writeDraft(eventId, draft, (key) => keys.draft(key, token));
  const swapped = await swap({ eventId, token, generation, rangeIds: [...draft.freed.keys()] });
  if (swapped !== "swapped") {
    forget(eventId);
    return ok({ generation });
  }
  remember(generation, catalogue);
  log.info({ eventId, generation }, "inventory rebuilt");
  return ok({ generation });
}

/** Not for sale: Redis remembers that for a moment, so that asking again costs no query. */
async function close(eventId: string, token: string): Promise<Rebuilt> {
  const event = await eventForSale(eventId);
  if (!event) return refuse({ kind: "not_found" });
  const { status, generation, catalogueVersion } = event;
  if (status === "published") return refuse(unavailable);
  const fields = new Map(
    Object.entries({ generation, version: catalogueVersion, closed: status }).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
  await writeDraft(eventId, { fields, expiry: [], freed: new Map(), returns: [], seats: "" }, (key) =>
    keys.draft(key, token),
  );
  await swap({ eventId, token, generation, rangeIds: [], rememberMs: durations.closedRememberedMs });
  forget(eventId);
  return refuse(status === "cancelled" ? { kind: "not_on_sale" } : { kind: "not_found" });
}

/** Somebody else rebuilds it: wait until they have ended, well or not. */
async function another(eventId: string): Promise<Rebuilt> {
  const until = Date.now() + durations.rebuildAwaitedMs;
  while (Date.now() < until) {
    await sleep(durations.rebuildPollMs);
    if ((await redis().exists(keys.rebuilding(eventId))) === 0) {
      forget(eventId);
      return ok({ generation: Number(await redis().hget(keys.sale(eventId), "generation")) });
    }
  }
  return refuse(unavailable);
}
