import type { Panel } from "./panel";

export type Shown = {
  panel: Panel;
  mode: "line" | "draw";
  /** How far the line has come, from 0 to 1. */
  share: number;
  /** Notes beside the panel. */
  flags: Record<string, boolean>;
  /** By the name that an element carries in `data-fill`. */
  fills: Record<string, string>;
};

/** Brings the page to what is known; whatever already stands there is not touched. */
export function show(root: HTMLElement, { panel, mode, share, flags, fills }: Shown): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-panel]")) {
    element.hidden = element.dataset.panel !== panel;
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-flag]")) {
    element.hidden = !flags[element.dataset.flag ?? ""];
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-fill]")) {
    const text = fills[element.dataset.fill ?? ""];
    if (text !== undefined && element.textContent !== text) element.textContent = text;
  }
  for (const element of root.querySelectorAll<HTMLElement>("[data-mode]")) {
    element.hidden = element.dataset.mode !== mode;
  }
  root.style.setProperty("--share", String(share));
}
