import type { Stock } from "@/lib/events/change-event";
import { block } from "@/lib/inventory/block";
import { blockSeats } from "@/lib/inventory/block-seats";
import { cap, lift } from "@/lib/inventory/cap";
import { reload } from "@/lib/inventory/reload";
import { setPaused } from "@/lib/inventory/set-paused";
import { unblock } from "@/lib/inventory/unblock";

/** What changing an event asks of the inventory. */
export const stock: Stock = { pause: setPaused, reload, block, blockSeats, unblock, cap, lift };
