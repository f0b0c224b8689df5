import type { StateDocument } from "@/lib/waiting-room/state-document";

/** What of the page is shown, one at a time. */
export type Panel =
  | "joining"
  | "check"
  | "lobby"
  | "drawing"
  | "line"
  | "called"
  | "turn"
  | "lapsed"
  | "soldOut"
  | "gone"
  | "closed";

type Known = {
  room: Pick<StateDocument, "phase" | "soldOut"> | undefined;
  /** How many are ahead; undefined where no place is known. */
  least: number | undefined;
  /** When the pass of this device ends, in ms. */
  until: number | undefined;
  /** Why there is no place. */
  ended: "gone" | "soldOut" | "closed" | undefined;
  /** A challenge is being solved: without it there is no place. */
  isChallenged?: boolean;
};

/** Whoever has a pass is in, whatever becomes of the room; a place that ended stays so. */
export function panelOf({ room, least, until, ended, isChallenged }: Known, now: number): Panel {
  if (until !== undefined) return now < until ? "turn" : "lapsed";
  if (ended) return ended;
  if (isChallenged) return "check";
  if (!room) return "joining";
  if (room.soldOut) return "soldOut";
  if (room.phase === "over") return "closed";
  if (room.phase !== "line") return room.phase;
  return least === undefined ? "joining" : least === 0 ? "called" : "line";
}

const beforeTurn = new Set<Panel>(["joining", "lobby", "drawing", "line", "called"]);

/** Whether somebody may still go over to a lane. */
export const mayEnterCode = (panel: Panel): boolean => beforeTurn.has(panel);

/** Panels of which nothing more is to come. */
export const isLast = (panel: Panel): boolean => panel === "soldOut" || panel === "gone";
