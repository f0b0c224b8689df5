import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { scanBars } from "@/tests/fixtures/scan";
import { qrOf } from "./qr";

const barsOf = (path: string) =>
  [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)].map(([, x, y, width]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
  }));

test("a scanner reads in the drawing what was written into it", () => {
  const text = `HF1.0123abcd.${randomUUID()}.${"aB-_".repeat(24)}`;
  const { path, size } = qrOf(text);
  expect(scanBars(barsOf(path), size)).toBe(text);
});

test("the drawing is nothing but bars, each inside the grid", () => {
  const { path, size } = qrOf("hello");
  const bars = barsOf(path);
  expect(bars.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`).join("")).toBe(path);
  expect(bars.length).toBeGreaterThan(20);
  expect(bars.filter(({ x, y, width }) => x + width > size || y >= size)).toEqual([]);
});
