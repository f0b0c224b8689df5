import { expect, test } from "vitest";
import { pictureOf } from "./picture";
import type { Visit } from "./visit";

const words = {
  ...{ locale: "en", unknown: "", soon: "", minutes: "", hours: "", paused: "", updated: "" },
  ...{ ahead: "", next: "you are next", left: "", soldOut: "", extended: "" },
};

function aheadWords(least: number) {
  const progress = { v: "1.1", at: "2026-11-23T10:00:00.000Z", place: 40, least, most: 100, samples: [] };
  const visit: Visit = {
    ...{ slug: "hot", room: undefined, skewMs: 0, bringAt: undefined, until: undefined },
    ...{ place: { number: 40, ticket: "t", epoch: 1, progress }, ended: undefined, isOpen: false },
  };
  return pictureOf(visit, words, false).fills.ahead;
}

test("who is called next reads so, and others how many are ahead", () => {
  expect([aheadWords(1), aheadWords(2), aheadWords(1234)]).toEqual(["you are next", "2", "1,234"]);
});
