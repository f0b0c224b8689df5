import type { Point } from "./house";

type Moves = {
  pan: (byX: number, byY: number) => void;
  zoom: (factor: number, at: Point) => void;
  /** Pressed and let go in one place. */
  tap: (at: Point, reach: number) => void;
  hover: (at: Point | undefined) => void;
};

const tapMax = 7;
const fingerReach = 20;
const mouseReach = 12;
const wheelStep = 0.0016;

const middleOf = ([one, two]: Point[]): Point => [
  ((one?.[0] ?? 0) + (two?.[0] ?? one?.[0] ?? 0)) / 2,
  ((one?.[1] ?? 0) + (two?.[1] ?? one?.[1] ?? 0)) / 2,
];
const spread = ([one, two]: Point[]) => (one && two ? Math.hypot(one[0] - two[0], one[1] - two[1]) : 0);

/** Mouse, fingers and wheel on an element, as movements. The wheel belongs to the page until Ctrl or focus says otherwise. */
export function listenTo(element: HTMLElement, moves: Moves): () => void {
  const down = new Map<number, Point>();
  let strayed = 0;
  const end = new AbortController();
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
    options: AddEventListenerOptions = {},
  ) => element.addEventListener(name, listener, { signal: end.signal, ...options });
  const at = (event: MouseEvent): Point => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };

  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (down.size === 0) strayed = 0;
    down.set(event.pointerId, at(event));
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
  });
  on("pointermove", (event) => {
    const here = at(event);
    const before = down.get(event.pointerId);
    if (!before) return event.pointerType === "mouse" ? moves.hover(here) : undefined;
    const [fromMiddle, fromSpread] = [middleOf([...down.values()]), spread([...down.values()])];
    down.set(event.pointerId, here);
    const points = [...down.values()];
    const middle = middleOf(points);
    const [byX, byY] = [middle[0] - fromMiddle[0], middle[1] - fromMiddle[1]];
    strayed += Math.hypot(here[0] - before[0], here[1] - before[1]);
    if (strayed <= tapMax) return;
    moves.hover(undefined);
    moves.pan(byX, byY);
    if (fromSpread > 0) moves.zoom(spread(points) / fromSpread, middle);
  });
  on("pointerup", (event) => {
    const wasDown = down.delete(event.pointerId);
    if (!wasDown || strayed > tapMax || down.size > 0) return;
    moves.tap(at(event), event.pointerType === "mouse" ? mouseReach : fingerReach);
  });
  on("pointercancel", (event) => void down.delete(event.pointerId));
  on("pointerleave", () => moves.hover(undefined));
  on(
    "wheel",
    (event) => {
      if (!event.ctrlKey && document.activeElement !== element) return;
      event.preventDefault();
      moves.zoom(Math.exp(-event.deltaY * wheelStep * (event.ctrlKey ? 4 : 1)), at(event));
    },
    { passive: false },
  );
  return () => end.abort();
}
