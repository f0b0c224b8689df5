import type { Lane } from "./lanes";
import type { StateDocument } from "./state-document";

export type { Lane };

/**
 * The room as it is for who stands in this line of it. A lane is a plain line, whatever is drawn in everybody's; one that
 * the document does not name yet has called nobody.
 */
export function laneView(state: StateDocument, lane: Lane): StateDocument {
  if (!lane) return state;
  const unnamed = { phase: state.phase === "over" ? state.phase : "lobby", serving: 0, opensAt: null } as const;
  return { ...state, ...(state.lanes[lane] ?? unnamed), mode: "line", draw: null };
}
