/** The page's colours as a canvas takes them. */
export type Theme = {
  ink: string;
  muted: string;
  line: string;
  surface: string;
  sunken: string;
  mark: string;
  font: string;
  /** Of price categories, told apart by any eye together with their shapes. */
  seats: string[];
};

export const seatColours = 7;

/** What the page's colours are now: a theme of its own for light and for dark. */
export function themeOf(element: HTMLElement): Theme {
  const probe = document.createElement("span");
  element.after(probe);
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    ...{ ink: colour("color-ink"), muted: colour("color-muted"), line: colour("color-line") },
    ...{ surface: colour("color-surface"), sunken: colour("color-sunken"), mark: colour("color-mark") },
    font: getComputedStyle(element).fontFamily,
    seats: Array.from({ length: seatColours }, (_, index) => colour(`seat-${index + 1}`)),
  };
  probe.remove();
  return theme;
}
