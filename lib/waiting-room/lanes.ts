import { type LaneName, laneNames, type WaitingRoomSettings } from "@/db/schema/events";

export { type LaneName, laneNames };

/** A line of a room: everybody's is "". */
export type Lane = LaneName | "";

export const isLaneName = (name: string): name is LaneName => laneNames.some((each) => each === name);

const codeMax = 40;

/** As organizers hand them out and fans type them: on some keyboards an accent is a character of its own. */
const spelled = (code: string) => code.trim().normalize("NFKC").toUpperCase();

/** The lane a code leads to; undefined for any other. */
export function laneOf({ lanes = [] }: WaitingRoomSettings, code: string): LaneName | undefined {
  if (code.length > 2 * codeMax) return undefined;
  const typed = spelled(code);
  return lanes.find(({ codes }) => codes.some((each) => spelled(each) === typed))?.lane;
}

/** How many numbers a line has at most; undefined for no such limit. One whose codes were all withdrawn gives out none. */
export function placesOf({ lanes = [] }: WaitingRoomSettings, lane: Lane): number | undefined {
  if (!lane) return undefined;
  const own = lanes.find((each) => each.lane === lane);
  return own && own.codes.length > 0 ? own.places : 0;
}
