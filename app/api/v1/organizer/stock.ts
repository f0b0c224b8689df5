import type { Stock } from "@/lib/events/change-event";
import { reload } from "@/lib/inventory/reload";
import { setPaused } from "@/lib/inventory/set-paused";

/** What changing an event asks of the inventory. */
export const stock: Stock = { pause: setPaused, reload };
