import { randomInt } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { aPlan } from "@/tests/fixtures/plan";
import { layOutSeats } from "./seat-layout";
import { packSeats, seatCharacter, statusOf } from "./seat-status";

const statuses = ["free", "held", "sold", "blocked"] as const;

test("a character tells its kind and its status, and aisles and ends of rows are no seats", () => {
  for (const letter of ["a", "z", "\x7f"])
    for (const status of statuses) expect(statusOf(seatCharacter(letter, status))).toBe(status);
  const characters = ["a", "b"].flatMap((letter) => statuses.map((status) => seatCharacter(letter, status)));
  expect(new Set(characters).size).toBe(characters.length);
  expect(["a", "A", "!", "\x01"]).toEqual(statuses.map((status) => seatCharacter("a", status)));
  expect([" ", "@"].map(statusOf)).toEqual([undefined, undefined]);
});

test("packed seats stand in the order of the document, four a byte, the first in the highest bits", () => {
  const layout = layOutSeats(aPlan());
  const seats = [...layout.text];
  const set = (id: string, status: (typeof statuses)[number]) => {
    const seat = layout.byId.get(id);
    if (seat) seats[seat.position - 1] = seatCharacter(seat.letter, status);
  };
  set("A-2", "held");
  set("A-3", "sold");
  set("B-1", "blocked");
  set("B-2", "held");
  expect(packSeats(seats.join(""), layout)).toEqual({
    encoding: "2bit-base64",
    data: Buffer.from([0b00_01_10_11, 0b01_00_00_00]).toString("base64"),
  });
});

/** 500 rows of 100. */
const aHouse = () =>
  aPlan({
    sections: Array.from({ length: 10 }, (_, section) => ({
      ...{ id: `s${section}`, name: `Block ${section}`, kind: "seats" as const, category: "a" },
      rows: Array.from({ length: 50 }, (_, row) => ({
        name: `${row}`,
        seats: Array.from({ length: 100 }, (_, seat) => ({
          id: `${section}-${row}-${seat}`,
          number: seat,
          x: 0,
          y: 0,
        })),
      })),
    })),
  });

test("a house of 50,000 seats is told in 15 KB, however its seats stand", () => {
  const layout = layOutSeats(aHouse());
  expect(layout.seats.length).toBe(50_000);
  const seats = [...layout.text];
  for (const { position, letter } of layout.seats)
    seats[position - 1] = seatCharacter(letter, statuses[randomInt(4)] ?? "free");
  const body = JSON.stringify({ version: 1, seats: packSeats(seats.join(""), layout) });
  expect(gzipSync(body).length).toBeLessThanOrEqual(15 * 1024);
});
