import { describe, expect, test } from "vitest";
import { isLast, panelOf } from "./panel";

const line = { phase: "line", soldOut: false } as const;
const known = { room: line, least: 5, until: undefined, ended: undefined } as const;

describe("what a waiting page shows", () => {
  test.each([
    ["joining", { ...known, room: undefined }],
    ["joining", { ...known, least: undefined }],
    ["closed", { ...known, room: { ...line, phase: "closed" } }],
    ["lobby", { ...known, room: { ...line, phase: "lobby" } }],
    ["drawing", { ...known, room: { ...line, phase: "drawing" } }],
    ["line", known],
    ["called", { ...known, least: 0 }],
    ["closed", { ...known, room: { ...line, phase: "over" } }],
    ["soldOut", { ...known, room: { ...line, soldOut: true } }],
    ["gone", { ...known, ended: "gone" }],
    ["closed", { ...known, room: undefined, ended: "closed" }],
    ["check", { ...known, least: undefined, isChallenged: true }],
    ["check", { ...known, room: undefined, least: undefined, isChallenged: true }],
    ["gone", { ...known, ended: "gone", isChallenged: true }],
  ] as const)("%s", (panel, now) => {
    expect(panelOf(now, 1000)).toBe(panel);
  });

  test("a pass is in for as long as it lasts, even where the room is sold out; then the turn has lapsed", () => {
    const inside = { ...known, until: 2000, room: { ...line, soldOut: true } };
    expect(panelOf(inside, 1999)).toBe("turn");
    expect(panelOf(inside, 2000)).toBe("lapsed");
  });

  test("of nothing more is asked once all is sold or the place has ended", () => {
    expect((["soldOut", "gone"] as const).every(isLast)).toBe(true);
    expect((["line", "lobby", "closed", "called", "lapsed"] as const).some(isLast)).toBe(false);
  });
});
