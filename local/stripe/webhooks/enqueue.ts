import type { Call } from "../call";
import type { Delivery } from "../collections";
import type { Store } from "../store";
import { targets } from "./targets";

/** One delivery for each endpoint that wants this event; written with the change it tells of. */
export function enqueue(call: Call, event: string, type: string): void {
  for (const { id: endpoint, enabled } of targets(call.store, call.settings)) {
    if (!enabled.includes("*") && !enabled.includes(type)) continue;
    const id = `${event}:${endpoint}`;
    call.store.put("undelivered", { id });
    call.store.put("deliveries", {
      id,
      event,
      endpoint,
      state: "pending",
      dueAtMs: call.nowMs,
      attempts: [],
    });
  }
}

export function deliveriesOf(store: Store, event: string): Delivery[] {
  const endpoints = ["we_application", ...store.oldestFirst("webhook_endpoints").map(({ id }) => id)];
  return endpoints.flatMap((endpoint) => store.get("deliveries", `${event}:${endpoint}`) ?? []);
}
