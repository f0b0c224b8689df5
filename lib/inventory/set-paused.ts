import { durations } from "@/lib/core/durations";
import { OutageError } from "@/lib/core/failure";
import { aboutHolds } from "./fragments";
import { inSale } from "./in-sale";
import { saleScript } from "./sale-script";
import source from "./scripts/pause.lua";

const script = saleScript<boolean>({
  source: [...aboutHolds, source],
  args: (paused) => [paused ? durations.pauseMs : 0],
});

/** Stops new reserves until they are resumed, for `pauseMs` at most; holds live on. Throws when a store is away. */
export async function setPaused(eventId: string, paused: boolean): Promise<void> {
  const heard = await inSale(eventId, (known) => script(known, paused));
  if (!heard.ok && heard.problem.kind === "unavailable")
    throw new OutageError("the sale could not be paused: try again");
}
