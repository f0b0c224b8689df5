import type { Lane } from "./lanes";
import type { StateDocument } from "./state-document";

export type { Lane };

/** The room as it is for who stands in this line of it. A lane is a plain line, whatever is drawn in everybody's. */
export function laneView(state: StateDocument, lane: Lane): StateDocument {
  const own = lane ? state.lanes[lane] : undefined;
  return own ? { ...state, ...own, mode: "line", draw: null } : state;
}
