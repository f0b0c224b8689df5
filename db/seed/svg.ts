export const posterWidth = 800;
export const posterHeight = 1000;

/** Numbers that look random and never change: the same seed draws the same poster. */
export function chance(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const range = (count: number) => Array.from({ length: count }, (_, index) => index);
export const round = (value: number) => Math.round(value * 10) / 10;

export type Point = [x: number, y: number];

/** Degrees clockwise from the top. */
export function polar(centre: Point, radius: number, degrees: number): Point {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return [round(centre[0] + radius * Math.cos(angle)), round(centre[1] + radius * Math.sin(angle))];
}

export const rect = (x: number, y: number, width: number, height: number, paint: string) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${paint}/>`;

export const circle = ([x, y]: Point, radius: number, paint: string) =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${paint}/>`;

export const polygon = (points: Point[], paint: string) =>
  `<polygon points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ")}" ${paint}/>`;

export const path = (d: string, paint: string) => `<path d="${d}" ${paint}/>`;
export const fill = (colour: string, opacity?: number) =>
  `fill="${colour}"${opacity === undefined ? "" : ` fill-opacity="${opacity}"`}`;
export const line = (colour: string, width: number) => `fill="none" stroke="${colour}" stroke-width="${width}"`;

export const poster = (background: string, ...marks: string[]) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${posterWidth} ${posterHeight}">${rect(0, 0, posterWidth, posterHeight, fill(background))}${marks.join("")}</svg>\n`;
