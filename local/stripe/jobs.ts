import { ownCall } from "./call";
import { settleRefund } from "./refunds/settle";
import type { Settings } from "./settings";
import type { Store } from "./store";

const tickMs = 50;

/** Does later what Stripe does later; what is due after a restart is done then. */
export function startJobs(store: Store, settings: Settings) {
  const timer = setInterval(() => {
    for (const job of store.oldestFirst("jobs").filter(({ atMs }) => atMs <= Date.now())) {
      store.transaction(() => {
        const refund = store.get("refunds", job.refund);
        if (refund) settleRefund(ownCall(store, settings), refund, job.outcome);
        store.remove("jobs", job.id);
      });
    }
  }, tickMs);
  return () => clearInterval(timer);
}
