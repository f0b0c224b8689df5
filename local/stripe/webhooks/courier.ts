import { ownCall } from "../call";
import type { Delivery, DeliveryAttempt } from "../collections";
import { withPending } from "../events";
import type { Settings } from "../settings";
import type { Store } from "../store";
import { modeOf } from "./mode";
import { send, wasHeard } from "./send";
import { targets } from "./targets";

const tickMs = 20;
const atOnceMax = 16;
const retryAfterSeconds = [10, 60, 300, 1800, 7200, 18_000, 36_000];
const reverseWindowMs = 500;

/** Brings events to their endpoints, again and again until heard; what is due survives a restart in the store. */
export function startCourier(store: Store, settings: Settings) {
  const underWay = new Set<string>();
  const timer = setInterval(carry, tickMs);

  function carry() {
    const { mode, delayMs } = modeOf(store);
    if (mode === "hold") return;
    const due = pending(store).filter(({ id, dueAtMs }) => !underWay.has(id) && dueAtMs + delayMs <= Date.now());
    if (mode === "drop") return drop(store, due);
    if (mode === "reverse") return carryReversed(due);
    for (const delivery of due.slice(0, atOnceMax - underWay.size)) {
      void carryOne(delivery, mode === "duplicate");
    }
  }

  /** Waits until a few have gathered, then takes them newest first, one by one. */
  function carryReversed(due: Delivery[]) {
    const oldest = Math.min(...due.map(({ dueAtMs }) => dueAtMs));
    if (underWay.size > 0 || due.length === 0 || oldest + reverseWindowMs > Date.now()) return;
    for (const { id } of due) underWay.add(id);
    void due.toReversed().reduce((before, delivery) => before.then(() => carryOne(delivery, false)), Promise.resolve());
  }

  async function carryOne(delivery: Delivery, twice: boolean) {
    underWay.add(delivery.id);
    const target = targets(store, settings).find(({ id }) => id === delivery.endpoint);
    const event = store.get("events", delivery.event);
    if (!target || !event) {
      drop(store, [delivery]);
    } else {
      const shown = withPending(ownCall(store, settings), event);
      const attempts = [await send(shown, target)];
      if (twice) attempts.push({ ...(await send(shown, target)), duplicate: true });
      note(delivery, attempts);
    }
    underWay.delete(delivery.id);
  }

  function note(delivery: Delivery, fresh: DeliveryAttempt[]) {
    const attempts = [...delivery.attempts, ...fresh];
    const wait = retryAfterSeconds[attempts.filter(({ duplicate }) => !duplicate).length - 1];
    const state = fresh.some(wasHeard) ? "delivered" : wait === undefined ? "failed" : "pending";
    const dueAtMs = Date.now() + (wait ?? 0) * 1000 * settings.timeScale;
    // The store may have been emptied while the endpoint was answering.
    if (store.get("deliveries", delivery.id)) {
      store.transaction(() => {
        store.put("deliveries", { ...delivery, attempts, state, dueAtMs });
        if (state !== "pending") store.remove("undelivered", delivery.id);
      });
    }
  }

  return () => clearInterval(timer);
}

const pending = (store: Store) =>
  store.oldestFirst("undelivered").flatMap(({ id }) => store.get("deliveries", id) ?? []);

function drop(store: Store, deliveries: Delivery[]) {
  if (deliveries.length === 0) return;
  store.transaction(() => {
    for (const delivery of deliveries) {
      store.put("deliveries", { ...delivery, state: "dropped" });
      store.remove("undelivered", delivery.id);
    }
  });
}
