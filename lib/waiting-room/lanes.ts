import { type LaneName, laneNames, type WaitingRoomSettings } from "@/db/schema/events";

export { type LaneName, laneNames };

/** A line of a room: everybody's is "". */
export type Lane = LaneName | "";

export const isLaneName = (name: string): name is LaneName => laneNames.some((each) => each === name);

/** As organizers hand them out and fans type them. */
const spelled = (code: string) => code.trim().toUpperCase();

/** The lane a code leads to; undefined for any other. */
export const laneOf = ({ lanes = [] }: WaitingRoomSettings, code: string): LaneName | undefined =>
  lanes.find(({ codes }) => codes.some((each) => spelled(each) === spelled(code)))?.lane;

/** How many numbers a lane has at most, whoever has its codes; undefined for no such limit. */
export const placesOf = ({ lanes = [] }: WaitingRoomSettings, lane: Lane): number | undefined =>
  lanes.find((each) => each.lane === lane)?.places;
