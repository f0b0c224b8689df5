import { eventOfHold, isHoldOf, memberOf } from "./hold-id";
import type { OwnHold } from "./problems";

export type Place = { eventId: string; member: string };

/** Where a hold of ours lies; undefined for what is no hold id. */
export function placeOf(holdId: string): Place | undefined {
  const [eventId, member] = [eventOfHold(holdId), memberOf(holdId)];
  return eventId && member ? { eventId, member } : undefined;
}

/** Where the fan's own hold lies; undefined for anybody else's. */
export const ownPlace = ({ holdId, fan }: OwnHold): Place | undefined =>
  isHoldOf(holdId, fan) ? placeOf(holdId) : undefined;
