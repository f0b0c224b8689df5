import { free } from "./availability-bits";
import { type Camera, inView, type Size, toView } from "./camera";
import type { Box, House, Point, Section } from "./house";
import { drawSeat, drawSign, type SeatLook, type SeatState } from "./seat-shape";
import { seatColours, type Theme } from "./theme";

/** All that is drawn, but from where it is looked at. */
export type Scene = {
  house: House;
  statuses: Uint8Array;
  picked: ReadonlySet<number>;
  /** The seat that the list or the mouse is at. */
  pointed: number | undefined;
  /** What is said of each section, in their order: its name, and what is left of it. */
  labels: { name: string; note: string }[];
  /** The part of each section that is free, 0 to 1. */
  freeShare: number[];
  stage: string;
};

/** From here on a seat has its shape; below it is a dot, and without room for dots a section is one block. */
export const shapedFrom = 9;
const dotsFrom = 2.4;
const numbersFrom = 26;
const labelMin = 64;
const signMax = 6;

type Pen = CanvasRenderingContext2D;
type Drawing = { pen: Pen; scene: Scene; camera: Camera; size: Size; theme: Theme; view: Box };

const overlaps = (a: Box, b: Box) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/** Draws what is in view. The canvas is as large as `size` in pixels of the page, whatever its own resolution. */
export function drawPlan(pen: Pen, scene: Scene, camera: Camera, size: Size, theme: Theme) {
  const drawing = { pen, scene, camera, size, theme, view: inView(camera, size) };
  pen.clearRect(0, 0, size.width, size.height);
  drawStage(drawing);
  const seatPixels = scene.house.pitch * camera.scale;
  const seen = scene.house.sections
    .map((section, index) => ({ section, index }))
    .filter(({ section }) => overlaps(section.box, drawing.view));
  for (const { section, index } of seen) drawBlock(drawing, section, index, seatPixels);
  for (const { section } of seen) {
    if (seatPixels >= shapedFrom) drawSeats(drawing, section, seatPixels);
    else if (seatPixels >= dotsFrom) drawDots(drawing, section, seatPixels);
  }
  drawPicked(drawing, seatPixels);
  for (const { section, index } of seen) drawLabel(drawing, section, index, seatPixels);
}

function drawStage({ pen, scene, camera, size, theme }: Drawing) {
  const { stage } = scene.house;
  if (!stage) return;
  const [left, top] = toView(camera, size, [stage.left, stage.top]);
  const [right, bottom] = toView(camera, size, [stage.right, stage.bottom]);
  pen.fillStyle = theme.line;
  pen.beginPath();
  pen.roundRect(left, top, right - left, bottom - top, Math.min(12, (bottom - top) / 4));
  pen.fill();
  if (right - left < 60) return;
  pen.font = `700 ${Math.min(18, Math.max(11, (right - left) / 12))}px ${theme.font}`;
  write(pen, scene.stage, (left + right) / 2, (top + bottom) / 2, theme.muted);
}

function write(pen: Pen, text: string, x: number, y: number, colour: string) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(text, x, y);
}

function trace({ pen, camera, size }: Drawing, { outline }: Section) {
  pen.beginPath();
  outline.forEach((point, index) => {
    const [x, y] = toView(camera, size, point);
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  pen.closePath();
}

/** The ground of a section, fuller in colour the more of it is free; as a block it is crossed by its category's lines. */
function drawBlock(drawing: Drawing, section: Section, index: number, seatPixels: number) {
  const { pen, scene, theme } = drawing;
  const colour = theme.seats[section.category % seatColours] ?? theme.ink;
  const share = scene.freeShare[index] ?? 0;
  const isBlock = seatPixels < dotsFrom || section.count === 0;
  trace(drawing, section);
  pen.lineJoin = "round";
  pen.lineWidth = section.count === 0 ? 2 : seatPixels * 1.3;
  pen.strokeStyle = theme.sunken;
  pen.fillStyle = theme.sunken;
  pen.stroke();
  pen.fill();
  if (!isBlock) return;
  pen.globalAlpha = share === 0 ? 0.08 : 0.25 + 0.5 * share;
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 1.5;
  pen.stroke();
}

const looksMax = 400;
let sprites = new Map<string, HTMLCanvasElement>();
let spritesOf = "";

/** A seat's picture, drawn once a size and theme. */
function spriteOf(look: SeatLook, radius: number, theme: Theme, ratio: number): HTMLCanvasElement {
  const size = `${radius} ${ratio} ${theme.ink}`;
  if (size !== spritesOf || sprites.size > looksMax) [sprites, spritesOf] = [new Map(), size];
  const key = `${look.category} ${look.marks} ${look.state}`;
  const known = sprites.get(key);
  if (known) return known;
  const canvas = document.createElement("canvas");
  const pixels = Math.ceil(radius * 2.6 * ratio);
  [canvas.width, canvas.height] = [pixels, pixels];
  const pen = canvas.getContext("2d");
  pen?.setTransform(ratio, 0, 0, ratio, pixels / 2, pixels / 2);
  if (pen) drawSeat(pen, look, radius, theme);
  sprites.set(key, canvas);
  return canvas;
}

const lookOf = ({ house, statuses }: Scene, seat: number, state?: SeatState): SeatLook => ({
  category: house.category[seat] ?? 0,
  marks: house.marks[seat] ?? 0,
  state: state ?? (statuses[seat] === free ? "free" : "taken"),
});

function drawSeats(drawing: Drawing, section: Section, seatPixels: number) {
  const { pen, scene, camera, size, theme, view } = drawing;
  const { house } = scene;
  const radius = Math.round(seatPixels * 4.2) / 10;
  const ratio = pen.getTransform().a;
  const numbered = seatPixels >= numbersFrom;
  for (const row of section.rows) {
    for (let seat = row.first; seat < row.first + row.count; seat++) {
      const [x, y] = [house.x[seat] ?? 0, house.y[seat] ?? 0];
      if (x < view.left || x > view.right || y < view.top || y > view.bottom) continue;
      if (scene.picked.has(seat)) continue;
      const [atX, atY] = toView(camera, size, [x, y]);
      const sprite = spriteOf(lookOf(scene, seat), radius, theme, ratio);
      const side = sprite.width / ratio;
      pen.drawImage(sprite, atX - side / 2, atY - side / 2, side, side);
      if (!numbered || house.marks[seat] !== 0 || scene.statuses[seat] !== free) continue;
      pen.font = `700 ${Math.round(radius * 0.8)}px ${theme.font}`;
      write(pen, house.plates[seat] ?? "", atX, atY + 0.5, theme.surface);
    }
    if (seatPixels >= 16) nameRow(drawing, row.name, row.first, seatPixels);
  }
}

function nameRow({ pen, scene, camera, size, theme }: Drawing, name: string, first: number, seatPixels: number) {
  const { x, y } = scene.house;
  const [atX, atY] = toView(camera, size, [x[first] ?? 0, y[first] ?? 0]);
  const [nextX, nextY] = toView(camera, size, [x[first + 1] ?? (x[first] ?? 0) + 1, y[first + 1] ?? y[first] ?? 0]);
  const length = Math.hypot(nextX - atX, nextY - atY) || 1;
  const away = seatPixels * 0.95;
  pen.font = `600 ${Math.min(13, Math.max(10, Math.round(seatPixels * 0.5)))}px ${theme.font}`;
  write(pen, name, atX - ((nextX - atX) / length) * away, atY - ((nextY - atY) / length) * away, theme.muted);
}

/** Squares, colour by colour: tens of thousands fit into a frame. */
function drawDots({ pen, scene, camera, size, theme, view }: Drawing, section: Section, seatPixels: number) {
  const { house, statuses } = scene;
  const side = seatPixels * 0.66;
  let last = -1;
  for (let seat = section.first; seat < section.first + section.count; seat++) {
    const [x, y] = [house.x[seat] ?? 0, house.y[seat] ?? 0];
    if (x < view.left || x > view.right || y < view.top || y > view.bottom) continue;
    const colour = statuses[seat] === free ? (house.category[seat] ?? 0) % seatColours : seatColours;
    if (colour !== last) pen.fillStyle = colour === seatColours ? theme.line : (theme.seats[colour] ?? theme.ink);
    last = colour;
    const atX = (x - camera.x) * camera.scale + size.width / 2;
    const atY = (y - camera.y) * camera.scale + size.height / 2;
    pen.fillRect(atX - side / 2, atY - side / 2, side, side);
  }
}

/** Picked seats stay large enough to be seen from anywhere; the seat pointed at has a ring. */
function drawPicked({ pen, scene, camera, size, theme }: Drawing, seatPixels: number) {
  const { house, picked, pointed } = scene;
  const radius = Math.max(seatPixels * 0.42, 6);
  for (const seat of picked) {
    const [x, y] = toView(camera, size, [house.x[seat] ?? 0, house.y[seat] ?? 0]);
    pen.save();
    pen.translate(x, y);
    drawSeat(pen, lookOf(scene, seat, "picked"), radius, theme);
    pen.restore();
  }
  if (pointed === undefined) return;
  const [x, y] = toView(camera, size, [house.x[pointed] ?? 0, house.y[pointed] ?? 0]);
  pen.beginPath();
  pen.arc(x, y, radius * 1.45, 0, 2 * Math.PI);
  pen.strokeStyle = theme.mark;
  pen.lineWidth = 3;
  pen.stroke();
}

function drawLabel({ pen, scene, camera, size, theme }: Drawing, section: Section, index: number, seatPixels: number) {
  const { box, middle, outline } = section;
  const width = (box.right - box.left) * camera.scale;
  const label = scene.labels[index];
  const isArea = outline.length > 0 && section.count === 0;
  if (!label || (seatPixels >= shapedFrom && !isArea)) return;
  const [x, y] = toView(camera, size, middle);
  if (width < labelMin) return seatPixels < dotsFrom ? drawSignAt(pen, section, [x, y], width, theme) : undefined;
  const noted = width > 96 && label.note !== "";
  const lines = [
    { text: label.name, font: `800 ${noted ? 13 : 11}px ${theme.font}`, at: noted ? -8 : 0 },
    ...(noted ? [{ text: label.note, font: `600 12px ${theme.font}`, at: 9 }] : []),
  ];
  const widths = lines.map(({ text, font }) => {
    pen.font = font;
    return pen.measureText(text).width;
  });
  const widest = Math.max(...widths) + 14;
  if (widest > width * 1.25) return drawSignAt(pen, section, [x, y], width, theme);
  const height = noted ? 40 : 20;
  pen.globalAlpha = 0.9;
  pen.fillStyle = theme.surface;
  pen.beginPath();
  pen.roundRect(x - widest / 2, y - height / 2, widest, height, 8);
  pen.fill();
  pen.globalAlpha = 1;
  for (const { text, font, at } of lines) {
    pen.font = font;
    write(pen, text, x, y + at, theme.ink);
  }
}

/** Too small for its name, a section still says its price category by shape, not by colour alone. */
function drawSignAt(pen: Pen, { category }: Section, [x, y]: Point, width: number, theme: Theme) {
  pen.save();
  pen.translate(x, y);
  drawSign(pen, category, Math.min(signMax, width / 4), theme.surface);
  pen.restore();
}
