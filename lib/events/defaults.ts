import type { Fees, HoldSettings, WaitingRoomSettings } from "@/db/schema/events";
import { merge } from "@/lib/core/merge";
import type { RoomPatch } from "./event-input";

type Defaults = { hold: HoldSettings; fees: Fees; waitingRoom: WaitingRoomSettings };

/** What an event is sold with unless its organizer says otherwise. */
export const defaults: Defaults = {
  hold: { ttlSeconds: 600, extendSeconds: 300, paymentSeconds: 300, maxUnits: 8 },
  fees: { fixedCents: 0, percent: 0, included: false },
  waitingRoom: { mode: "off", ratePerMinute: 600, burst: 50, maxActive: 1000, adaptive: false },
};

export function waitingRoomSettings(
  current: WaitingRoomSettings,
  { opensAt, lanes, ...change }: RoomPatch = {},
): WaitingRoomSettings {
  const laneSettings = lanes?.map((lane) => ({ ...lane, opensAt: lane.opensAt?.toISOString() }));
  return merge(current, { ...change, opensAt: opensAt?.toISOString(), lanes: laneSettings });
}
