import { invariant } from "@/lib/core/invariant";
import type { Catalogue } from "./catalogue";
import type { HeldItem, HeldUnit, Hold } from "./hold";
import { holdIdOf, memberOf } from "./hold-id";
import { layoutOf, shortOf, type TypeLayout } from "./layout";
import { seatsOf } from "./seats-of";

const ownLength = 22;
const numbers = (text: string) => (text === "" ? [] : text.split(",").map(Number));

/** `holdId` is any of the same fan's holds in the event: the line names its own. */
type Reading = { holdId: string; fan: string; generation: number; catalogue: Catalogue };

/** A hold as Redis keeps it: `own state created lasts[/pays] idempotency item;item` (scripts/holds.lua reads the same). */
export function holdOf(line: string, { holdId, fan, generation, catalogue }: Reading): Hold {
  const [own = "", state = "", created, lasts = "", , text = ""] = line.split(" ");
  const read = text.split(";").map((item) => readItem(item, catalogue));
  const createdAt = new Date(Number(created));
  // While it is being paid, the window of the payment is the time that counts.
  const endsAfterMs = Number(lasts.split("/").at(-1));
  return {
    id: holdIdOf(catalogue.eventId, own + memberOf(holdId)?.slice(ownLength)),
    eventId: catalogue.eventId,
    fan,
    generation,
    state: state.startsWith("p") ? "paying" : "held",
    ...(state.startsWith("p") && { orderId: state.slice(1) }),
    items: read.map(({ item }) => item),
    units: read.flatMap(({ units }) => units),
    totalCents: read.reduce((sum, { item }) => sum + totalOf(item), 0),
    currency: catalogue.currency,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + endsAfterMs),
    extendable: state === "h" && catalogue.hold.extendSeconds > 0,
  };
}

const totalOf = ({ quantity, unitCents, feeCents, taxCents }: HeldItem) => quantity * (unitCents + feeCents + taxCents);

function readItem(text: string, catalogue: Catalogue): { item: HeldItem; units: HeldUnit[] } {
  const [short = "", quantity, unitCents, feeCents, taxCents, units = "", own = ""] = text.split(":");
  const type = layoutOf(catalogue).byShort.get(short);
  invariant(type, "a hold names a ticket type of its event");
  const ownNumbers = numbers(own);
  const { ticketTypeId } = type;
  return {
    item: {
      ticketTypeId,
      quantity: Number(quantity),
      unitCents: Number(unitCents),
      feeCents: Number(feeCents),
      taxCents: Number(taxCents),
    },
    units: numbers(units).map((unit, index) => {
      const typeUnit = ownNumbers[index];
      return { ticketTypeId, ...placeOf(type, unit, catalogue), ...(typeUnit !== undefined && { typeUnit }) };
    }),
  };
}

/** A number of general admission is a unit of its pool; a number of a seated type is a position among the seats. */
export function placeOf({ letters, source }: TypeLayout, number: number, catalogue: Catalogue) {
  if (!letters) return { poolId: source, unit: number };
  const seat = seatsOf(catalogue)?.byPosition.get(number);
  const pool = catalogue.pools.find(({ section }) => section === seat?.sectionId);
  invariant(seat && pool, "a position is a seat of the event");
  const { position, id, section, row, number: plate, unit } = seat;
  return { poolId: pool.id, unit, seat: { position, id, section, row, number: plate } };
}

export type LineFacts = Pick<Hold, "id" | "orderId" | "items" | "units" | "createdAt" | "expiresAt" | "extendable">;

/** The inverse of `holdOf`, but for the memory of an idempotency key. */
export function lineOf({ id, orderId, items, units, createdAt, expiresAt, extendable }: LineFacts): string {
  const own = memberOf(id)?.slice(0, ownLength);
  invariant(own, "a hold has an id of ours");
  const state = orderId ? `p${orderId}` : extendable ? "h" : "e";
  const lasts = expiresAt.getTime() - createdAt.getTime();
  return [own, state, createdAt.getTime(), lasts, "-", items.map((item) => itemOf(item, units)).join(";")].join(" ");
}

function itemOf({ ticketTypeId, quantity, unitCents, feeCents, taxCents }: HeldItem, units: HeldUnit[]): string {
  const mine = units.filter((unit) => unit.ticketTypeId === ticketTypeId);
  const own = mine.flatMap(({ typeUnit }) => (typeUnit === undefined ? [] : [typeUnit]));
  const places = [mine.map(({ unit, seat }) => seat?.position ?? unit).join(), own.join()];
  return [shortOf(ticketTypeId), quantity, unitCents, feeCents, taxCents, ...places].join(":");
}
