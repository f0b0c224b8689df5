import type { WaitingRoomSettings } from "@/db/schema/events";
import { durations } from "@/lib/core/durations";

/** What an organizer set, as the fields that scripts read; see scripts/room.lua. */
export const settingsFields = (settings: WaitingRoomSettings): (string | number)[] =>
  Object.entries({
    mode: settings.mode === "draw" ? "draw" : "line",
    opens: settings.opensAt ? Date.parse(settings.opensAt) : 0,
    paused: settings.paused ? "1" : "",
    rate: settings.ratePerMinute / 60,
    burst: settings.burst,
    most: settings.maxActive,
    lead: durations.callLeadMs,
    window: durations.callWindowMs,
  }).flat();
