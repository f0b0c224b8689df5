import { accessible, companion, obstructed } from "./house";
import { seatColours, type Theme } from "./theme";

/** How a seat looks: free, somebody else's, or picked here. */
export type SeatState = "free" | "taken" | "picked";
export type SeatLook = { category: number; marks: number; state: SeatState };

type Pen = CanvasRenderingContext2D;

const corner = Math.PI / 2;

/** Points on a circle, the first one upwards. */
function polygon(pen: Pen, corners: number, radius: number, turn = 0) {
  for (let at = 0; at < corners; at++) {
    const angle = turn - corner + (at * 2 * Math.PI) / corners;
    const [x, y] = [Math.cos(angle) * radius, Math.sin(angle) * radius];
    if (at === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  pen.closePath();
}

/** One a price category, each about as large as the others. */
const outlines: ((pen: Pen, radius: number) => void)[] = [
  (pen, r) => pen.arc(0, 0, r * 0.9, 0, 4 * corner),
  (pen, r) => pen.rect(-r * 0.78, -r * 0.78, r * 1.56, r * 1.56),
  (pen, r) => polygon(pen, 4, r * 1.06),
  (pen, r) => polygon(pen, 6, r),
  (pen, r) => polygon(pen, 3, r * 1.12),
  (pen, r) => polygon(pen, 3, r * 1.12, 2 * corner),
  (pen, r) => polygon(pen, 5, r),
];

/** What a seat is besides: a wheel, a plus for whoever comes along, a bar across the view. */
function drawMark(pen: Pen, marks: number, radius: number) {
  pen.beginPath();
  if (marks & accessible) pen.arc(0, 0, radius * 0.36, 0, 4 * corner);
  else if (marks & companion) {
    pen.moveTo(-radius * 0.45, 0);
    pen.lineTo(radius * 0.45, 0);
    pen.moveTo(0, -radius * 0.45);
    pen.lineTo(0, radius * 0.45);
  } else if (marks & obstructed) {
    pen.moveTo(-radius * 0.5, radius * 0.5);
    pen.lineTo(radius * 0.5, -radius * 0.5);
  }
  pen.stroke();
}

function drawTick(pen: Pen, radius: number) {
  pen.beginPath();
  pen.moveTo(-radius * 0.42, radius * 0.02);
  pen.lineTo(-radius * 0.1, radius * 0.36);
  pen.lineTo(radius * 0.46, -radius * 0.34);
  pen.stroke();
}

/** A seat around the origin. What is taken is an empty outline, what is picked is filled with ink and ticked. */
export function drawSeat(pen: Pen, { category, marks, state }: SeatLook, radius: number, theme: Theme) {
  const colour = theme.seats[category % seatColours] ?? theme.ink;
  pen.lineJoin = "round";
  pen.lineCap = "round";
  pen.beginPath();
  outlines[category % outlines.length]?.(pen, state === "taken" ? radius * 0.78 : radius);
  if (state === "taken") {
    pen.strokeStyle = theme.muted;
    pen.globalAlpha = 0.45;
    pen.lineWidth = Math.max(1, radius * 0.14);
    pen.stroke();
    pen.globalAlpha = 1;
    return;
  }
  pen.fillStyle = state === "picked" ? theme.ink : colour;
  pen.fill();
  pen.strokeStyle = theme.surface;
  pen.lineWidth = Math.max(1.2, radius * 0.22);
  if (state === "picked") drawTick(pen, radius);
  else drawMark(pen, marks, radius);
}

/** The shape of a price category, small on its section. */
export function drawSign(pen: Pen, category: number, radius: number, colour: string) {
  pen.beginPath();
  outlines[category % outlines.length]?.(pen, radius);
  pen.fillStyle = colour;
  pen.fill();
}
