import { expect, test } from "vitest";
import { between, fitted, inView, kept, panned, toPlan, toView, zoomed } from "./camera";

const size = { width: 800, height: 400 };
const box = { left: -1000, top: 0, right: 1000, bottom: 500 };
const whole = fitted(box, size);

test("the whole plan is in view, in its middle", () => {
  expect(whole).toMatchObject({ x: 0, y: 250 });
  const { left, top, right, bottom } = inView(whole, size);
  expect(left).toBeLessThan(box.left);
  expect(right).toBeGreaterThan(box.right);
  expect(top).toBeLessThan(box.top);
  expect(bottom).toBeGreaterThan(box.bottom);
});

test("a point of the view is that point of the plan, and back", () => {
  const camera = { x: 120, y: 80, scale: 0.7 };
  const [x, y] = toPlan(camera, size, toView(camera, size, [33, 44]));
  expect(x).toBeCloseTo(33);
  expect(y).toBeCloseTo(44);
});

test("the point under the finger stays there while it zooms", () => {
  const finger = [620, 90] as [number, number];
  const before = toPlan(whole, size, finger);
  const nearer = zoomed(whole, size, 2.5, finger);
  const after = toPlan(nearer, size, finger);
  expect(nearer.scale).toBeCloseTo(whole.scale * 2.5);
  expect(after[0]).toBeCloseTo(before[0]);
  expect(after[1]).toBeCloseTo(before[1]);
});

test("the plan moves with the finger", () => {
  const at = toView(whole, size, [0, 0]);
  const moved = toView(panned(whole, 30, -12), size, [0, 0]);
  expect([moved[0] - at[0], moved[1] - at[1]].map(Math.round)).toEqual([30, -12]);
});

test("nobody gets farther than the whole plan, nearer than one large seat, or beside the plan", () => {
  expect(kept({ ...whole, scale: whole.scale / 9 }, size, box, 50)).toEqual(whole);
  expect(kept({ ...whole, scale: 99 }, size, box, 50).scale * 50).toBe(44);
  const beside = kept({ x: 99_999, y: 250, scale: 0.88 }, size, box, 50);
  expect(beside.x).toBeLessThanOrEqual(box.right);
  expect(inView(beside, size).left).toBeLessThan(box.right);
  const inside = { x: 500, y: 250, scale: 0.8 };
  expect(kept(inside, size, box, 50)).toEqual(inside);
});

test("a way begins where one is and ends where one goes", () => {
  const to = { x: 300, y: 100, scale: whole.scale * 8 };
  expect(between(whole, to, 0)).toEqual(whole);
  const end = between(whole, to, 1);
  expect(end.x).toBeCloseTo(300);
  expect(end.scale).toBeCloseTo(to.scale);
});
