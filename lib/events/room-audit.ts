import type { WaitingRoomSettings } from "@/db/schema/events";

/** As the audit log keeps a room: more people read it than may see a code, so it tells how many there were. */
export const auditedRoom = ({ lanes, ...settings }: WaitingRoomSettings) => ({
  ...settings,
  ...(lanes && { lanes: lanes.map(({ codes, ...lane }) => ({ ...lane, codes: codes.length })) }),
});
