import type { SaleRows } from "@/db/queries/inventory";
import type { Catalogue } from "./catalogue";
import type { HeldUnit } from "./hold";
import { memberOf } from "./hold-id";
import { lineOf } from "./hold-line";
import { layoutOf, type Range, shortOf } from "./layout";
import { type SeatStatus, seatCharacter, statusOf } from "./seat-status";
import { seatAt, seatsOf } from "./seats-of";

/** What Redis will hold of an event's sale, worked out from Postgres alone. */
export type Draft = {
  /** Of the hash `sale`. */
  fields: Map<string, string>;
  expiry: { score: number; member: string }[];
  /** Free numbers below the highest one given out, by range. */
  freed: Map<string, number[]>;
  returns: { score: number; member: string }[];
  /** One character a seat; "" without seats. */
  seats: string;
};

type Taken = SaleRows["taken"][number];
type Undecided = SaleRows["undecided"][number];

const ownerAt = 22;

/** Undecided orders come back as `paying` holds; every other live unit is sold; gaps are free. Never a full stock. */
export function draftOf(
  rows: Pick<SaleRows, "taken" | "undecided" | "returns">,
  catalogue: Catalogue,
  generation: number,
): Draft {
  const fields = new Map<string, string>();
  const freed = new Map<string, number[]>();
  for (const range of layoutOf(catalogue).ranges) {
    const { top, gaps } = usedOf(range, rows.taken);
    fields.set(`top:${range.id}`, String(top));
    fields.set(`freed:${range.id}`, String(gaps.length));
    freed.set(range.id, gaps);
  }
  const holds = rows.undecided.flatMap((order) => payingHold(order, catalogue));
  const seats = seatsOf(catalogue) ? takenSeats(rows.taken, holds, catalogue) : "";
  for (const [letter, free] of freeSeats(seats)) fields.set(`free:${letter}`, String(free));
  countUnits(fields, rows.taken, holds);
  for (const { owner, line } of holds) {
    const others = fields.get(`@${owner}`);
    fields.set(`@${owner}`, others ? `${others}\n${line}` : line);
  }
  const returns = rows.returns.map(({ id, at }) => ({ score: at.getTime(), member: id }));
  fields.set("generation", String(generation));
  fields.set("version", String(catalogue.version));
  fields.set("catalogue", JSON.stringify(catalogue));
  fields.set("holds", String(holds.length));
  fields.set("returns", String(new Set(returns.map(({ member }) => member)).size));
  return { fields, expiry: holds.map(({ member, sinceMs }) => ({ score: -sinceMs, member })), freed, returns, seats };
}

/** Seats with an owner are sold, but for those of orders still to be decided: their holds have them. */
function takenSeats(taken: Taken[], holds: { units: HeldUnit[] }[], catalogue: Catalogue): string {
  const seats = [...(seatsOf(catalogue)?.text ?? "")];
  const set = (poolId: string, unit: number, status: SeatStatus) => {
    const seat = seatAt(catalogue, poolId, unit);
    if (seat) seats[seat.position - 1] = seatCharacter(seat.letter, status);
  };
  for (const { poolId, units, as } of taken)
    for (const unit of units) set(poolId, unit, as === "blocked" ? "blocked" : "sold");
  for (const { poolId, unit } of holds.flatMap(({ units }) => units)) set(poolId, unit, "held");
  return seats.join("");
}

function freeSeats(seats: string): Map<string, number> {
  const free = new Map<string, number>();
  for (const seat of seats) if (statusOf(seat) === "free") free.set(seat, (free.get(seat) ?? 0) + 1);
  return free;
}

function usedOf({ id }: Range, taken: Taken[]) {
  const ofPool = taken.filter(({ poolId }) => poolId === id);
  const ofType = taken.filter(({ ticketTypeId }) => ticketTypeId === id);
  const numbers = [...ofPool.flatMap(({ units }) => units), ...ofType.flatMap(({ typeUnits }) => typeUnits)];
  const used = new Set<number>();
  let top = 0;
  for (const number of numbers) {
    if (number === null) continue;
    used.add(number);
    top = Math.max(top, number);
  }
  const gaps: number[] = [];
  for (let number = 1; number < top; number++) if (!used.has(number)) gaps.push(number);
  return { top, gaps };
}

function payingHold({ id, holdId, createdAt, expiresAt, items, units }: Undecided, catalogue: Catalogue) {
  const member = memberOf(holdId);
  const claimed = units.flatMap(({ ticketTypeId, poolId, unit, typeUnit }): HeldUnit[] => {
    const seat = seatAt(catalogue, poolId, unit);
    return ticketTypeId
      ? [{ ticketTypeId, poolId, unit, ...(typeUnit !== null && { typeUnit }), ...(seat && { seat }) }]
      : [];
  });
  if (!member || claimed.length === 0) return [];
  const line = lineOf({ id: holdId, orderId: id, items, units: claimed, createdAt, expiresAt, extendable: false });
  return [{ member, owner: member.slice(ownerAt), line, units: claimed, sinceMs: createdAt.getTime() }];
}

function countUnits(fields: Map<string, string>, taken: Taken[], holds: { units: { ticketTypeId: string }[] }[]) {
  const held = new Map<string, number>();
  const sold = new Map<string, number>();
  const add = (counts: Map<string, number>, id: string, n: number) => counts.set(id, (counts.get(id) ?? 0) + n);
  for (const { ticketTypeId, units, as } of taken)
    if (ticketTypeId && as !== "blocked") add(sold, ticketTypeId, units.length);
  for (const { ticketTypeId } of holds.flatMap(({ units }) => units)) {
    add(held, ticketTypeId, 1);
    add(sold, ticketTypeId, -1);
  }
  for (const [id, n] of held) fields.set(`held:${shortOf(id)}`, String(n));
  for (const [id, n] of sold) fields.set(`sold:${shortOf(id)}`, String(n));
}
