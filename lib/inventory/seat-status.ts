import type { SeatLayout } from "./seat-layout";

/** In the order of their number in packed seats: 0 free, 1 held, 2 sold, 3 blocked. */
const statuses = ["free", "held", "sold", "blocked"] as const;
export type SeatStatus = (typeof statuses)[number];

const kindBits = 5;
const kindOf = (code: number) => code % (1 << kindBits);

/** The character of scripts/seats.lua for a seat whose letter while free is `letter`. */
export const seatCharacter = (letter: string, status: SeatStatus): string =>
  String.fromCharCode(kindOf(letter.charCodeAt(0)) + ((statuses.length - 1 - statuses.indexOf(status)) << kindBits));

/** Undefined for an aisle or the end of a row. What follows an end is no seat: ask only at positions of seats. */
export function statusOf(character: string): SeatStatus | undefined {
  const code = character.charCodeAt(0);
  return kindOf(code) === 0 ? undefined : statuses[statuses.length - 1 - (code >> kindBits)];
}

export type PackedSeats = { encoding: "2bit-base64"; data: string };

/** Every seat's status in the order of the plan's document: two bits a seat, the first in the highest bits of a byte. */
export function packSeats(seats: string, layout: SeatLayout): PackedSeats {
  const bytes = Buffer.alloc(Math.ceil(layout.seats.length / 4));
  for (const [index, { position }] of layout.seats.entries()) {
    const status = statusOf(seats[position - 1] ?? "") ?? "blocked";
    bytes[index >> 2] = (bytes[index >> 2] ?? 0) | (statuses.indexOf(status) << (6 - 2 * (index % 4)));
  }
  return { encoding: "2bit-base64", data: bytes.toString("base64") };
}
