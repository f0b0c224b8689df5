import type { Grant } from "@/lib/core/grant";
import { ok } from "@/lib/core/result";
import { liveSales } from "@/lib/events/live-sales";
import { snapshot } from "@/lib/inventory/snapshot";

/** The live figures of an event, with its stock gathered from the inventory. */
export const readLive = (who: Grant<"sales:read">, eventId: string) =>
  liveSales({
    ...who,
    eventId,
    readStock: async () => {
      const stock = await snapshot(eventId);
      if (!stock.ok)
        return stock.problem.kind === "unavailable" ? { ok: false, problem: stock.problem } : ok(undefined);
      return ok(stock.value.types);
    },
  });
