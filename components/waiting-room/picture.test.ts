import { expect, test } from "vitest";
import { pictureOf } from "./picture";
import type { Visit } from "./visit";

const words = {
  ...{ locale: "en", unknown: "", soon: "", minutes: "", hours: "", paused: "", updated: "" },
  ...{ ahead: "", inLine: "in line", next: "next", nobody: "nobody", left: "", soldOut: "", extended: "" },
  lanes: { presale: "Presale", accessible: "", box_office: "" },
};

function standing(least: number) {
  const progress = { v: "1.1", at: "2026-11-23T10:00:00.000Z", place: 40, least, most: 100, samples: [] };
  const visit: Visit = {
    ...{
      slug: "hot",
      told: undefined,
      room: undefined,
      code: undefined,
      isCodeRefused: false,
      skewMs: 0,
      bringAt: undefined,
      until: undefined,
    },
    ...{
      place: { number: 40, ticket: "t", epoch: 1, progress },
      ended: undefined,
      isOpen: false,
      challenge: undefined,
      isUnsolved: false,
      again: undefined,
    },
  };
  const { fills } = pictureOf(visit, words, false);
  return [fills.standing, fills.ahead];
}

test("who is called next reads so, and others how many are ahead", () => {
  expect(standing(1)).toEqual(["next", "nobody"]);
  expect(standing(2)).toEqual(["in line", "2"]);
  expect(standing(1234)).toEqual(["in line", "1,234"]);
});
