import { expect, test } from "vitest";
import { aCatalogue } from "@/tests/fixtures/catalogue";
import { aPlan } from "@/tests/fixtures/plan";
import { recall, remember } from "./known-sales";
import { layOutSeats } from "./seat-layout";
import { linkSeats } from "./seats-of";

/** A layout of which three are kept. */
function aLayout() {
  const layout = layOutSeats(aPlan());
  const [seat] = layout.seats;
  if (!seat) throw new Error("a plan has seats");
  return { ...layout, seats: Array.from({ length: 300_000 }, () => seat) };
}

const isKnown = (eventId: string) => recall(eventId).catalogue.version > 0;

function learn(eventId: string, layout?: ReturnType<typeof aLayout>) {
  const catalogue = { ...aCatalogue(), eventId };
  remember(1, layout ? linkSeats(catalogue, layout) : catalogue);
}

test("the layouts of few plans are kept alive: the sale whose turn is longest ago is forgotten, and no other", () => {
  const shared = aLayout();
  learn("without seats");
  learn("first", aLayout());
  learn("second", shared);
  learn("as the second", shared);
  learn("third", aLayout());
  expect(isKnown("first")).toBe(true);

  // The first was used just now, so that the second and what shares its plan go.
  learn("fourth", aLayout());
  const known = ["without seats", "first", "second", "as the second", "third", "fourth"].filter(isKnown);
  expect(known).toEqual(["without seats", "first", "third", "fourth"]);
});
