import type { LaneSettings, WaitingRoomSettings } from "@/db/schema/events";
import { durations } from "@/lib/core/durations";
import { laneNames } from "./lanes";

/** Of every lane there may be: one that was taken from a draft leaves no share behind. */
const laneFields = (lanes: LaneSettings[]): [string, number][] =>
  laneNames.flatMap((name): [string, number][] => {
    const { share = 0, opensAt } = lanes.find(({ lane }) => lane === name) ?? {};
    return [
      [`share.${name}`, share],
      [`opens.${name}`, opensAt ? Date.parse(opensAt) : 0],
    ];
  });

/** What an organizer set, as the fields that scripts read; see scripts/room.lua. */
export const settingsFields = ({ lanes = [], ...settings }: WaitingRoomSettings): (string | number)[] =>
  Object.entries({
    mode: settings.mode === "draw" ? "draw" : "line",
    opens: settings.opensAt ? Date.parse(settings.opensAt) : 0,
    paused: settings.paused ? "1" : "",
    rate: settings.ratePerMinute / 60,
    burst: settings.burst,
    most: settings.maxActive,
    lead: durations.callLeadMs,
    window: durations.callWindowMs,
    lanes: lanes.map(({ lane }) => lane).join(" "),
    ...Object.fromEntries(laneFields(lanes)),
  }).flat();
