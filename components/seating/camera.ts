import type { Box, Point } from "./house";

/** The middle of the view in centimetres of the plan, and how many pixels a centimetre is. */
export type Camera = { x: number; y: number; scale: number };
export type Size = { width: number; height: number };

const seatPixelsMax = 44;
const leftInView = 0.25;

/** The whole of a box in view, with air around it. */
export function fitted({ left, top, right, bottom }: Box, { width, height }: Size): Camera {
  const scale = Math.min(width / Math.max(1, right - left), height / Math.max(1, bottom - top)) * 0.94;
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale };
}

export const toView = ({ x, y, scale }: Camera, { width, height }: Size, [atX, atY]: Point): Point => [
  (atX - x) * scale + width / 2,
  (atY - y) * scale + height / 2,
];

export const toPlan = ({ x, y, scale }: Camera, { width, height }: Size, [atX, atY]: Point): Point => [
  (atX - width / 2) / scale + x,
  (atY - height / 2) / scale + y,
];

/** What of the plan is in view. */
export function inView(camera: Camera, size: Size): Box {
  const [left, top] = toPlan(camera, size, [0, 0]);
  const [right, bottom] = toPlan(camera, size, [size.width, size.height]);
  return { left, top, right, bottom };
}

/** Moved with the finger. */
export const panned = (camera: Camera, byX: number, byY: number): Camera => ({
  ...camera,
  x: camera.x - byX / camera.scale,
  y: camera.y - byY / camera.scale,
});

/** Nearer or farther, with the point under the finger staying there. */
export function zoomed(camera: Camera, size: Size, factor: number, at: Point): Camera {
  const [x, y] = toPlan(camera, size, at);
  const scale = camera.scale * factor;
  return { scale, x: x - (at[0] - size.width / 2) / scale, y: y - (at[1] - size.height / 2) / scale };
}

/** Never farther than the whole plan, never nearer than one seat as wide as a thumb, never beside the plan. */
export function kept(camera: Camera, size: Size, box: Box, pitch: number): Camera {
  const whole = fitted(box, size);
  const most = Math.max(whole.scale, seatPixelsMax / pitch);
  const scale = Math.min(most, Math.max(whole.scale, camera.scale));
  const spare = (length: number, pixels: number) => Math.max(0, length / 2 - (pixels / scale) * leftInView);
  const within = (value: number, middle: number, room: number) =>
    Math.min(middle + room, Math.max(middle - room, value));
  return {
    scale,
    x: within(camera.x, whole.x, spare(box.right - box.left, size.width)),
    y: within(camera.y, whole.y, spare(box.bottom - box.top, size.height)),
  };
}

/** On the way from one view to another, `share` from 0 to 1: scales in equal steps of their ratio. */
export function between(from: Camera, to: Camera, share: number): Camera {
  const eased = 1 - (1 - share) ** 3;
  const scale = from.scale * (to.scale / from.scale) ** eased;
  return { scale, x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
}
