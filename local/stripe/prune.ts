import type { Tables } from "./collections";

const rememberedMs = 24 * 3_600_000;
const eventsMax = 50_000;

/** Bounds what is kept: a day of idempotency keys, the newest events. Undelivered events stay. */
export function prune(tables: Tables, nowMs: number): void {
  for (const [id, { atMs }] of tables.remembered) {
    if (nowMs - atMs > rememberedMs) tables.remembered.delete(id);
  }
  const undelivered = new Set([...tables.undelivered.keys()].map((id) => tables.deliveries.get(id)?.event));

  let excess = tables.events.size - eventsMax;
  for (const id of tables.events.keys()) {
    if (excess <= 0) break;
    if (undelivered.has(id)) continue;
    tables.events.delete(id);
    excess -= 1;
  }
  for (const [id, { event }] of tables.deliveries) {
    if (!tables.events.has(event)) tables.deliveries.delete(id);
  }
}
