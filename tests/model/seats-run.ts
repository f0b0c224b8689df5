import fc from "fast-check";
import { expect } from "vitest";
import { change } from "@/lib/inventory/change";
import type { HeldUnit, Hold } from "@/lib/inventory/hold";
import { readHold } from "@/lib/inventory/read-hold";
import { replace } from "@/lib/inventory/replace";
import { reserve } from "@/lib/inventory/reserve";
import { seatCharacter } from "@/lib/inventory/seat-status";
import type { SeatsWish } from "@/lib/inventory/seats-wanted";
import { priceLines } from "@/lib/orders/price";
import type { aClock } from "../fixtures/clock";
import { granted } from "../fixtures/granted";
import { sellInPostgres } from "../fixtures/ledger";
import { rawRedis } from "../fixtures/stack";
import { lives, type Outcome, own, pick, Run } from "./inventory-run";
import type { SeatsModel } from "./seats-model";

const fan = fc.constantFrom("ada", "ben", "cy", "di", "eve", "flo", "gus");
const nth = fc.nat(20);
/** Seats near one another, by their place in the plan; the second type of their category where `cheap`. */
const chosen = fc.record({
  first: fc.nat(60),
  steps: fc.array(fc.constantFrom(1, 1, 1, 2, 7), { maxLength: 3 }),
  cheap: fc.boolean(),
  floor: fc.constantFrom(0, 0, 0, 1, 2),
  accessible: fc.constantFrom(0, 0, 1, 2),
});
const group = fc.record({
  quantity: fc.constantFrom(1, 2, 3, 4, 5, 5, 5),
  type: fc.constantFrom(0, 0, 0, 0, 1, 2),
  split: fc.constantFrom(true, true, false),
  section: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, "left", "right"),
  accessible: fc.constantFrom(0, 0, 0, 1, 2),
});

/** What fans may want of seats, and everything that may happen to their holds. */
export const seatActions = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("pickSeats" as const), fan, chosen, key: fc.constantFrom(undefined, "k1") }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("findSeats" as const), fan, group }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("changeSeats" as const), nth, chosen, keep: fc.nat(4) }) },
  { weight: 14, arbitrary: lives },
);
export type SeatAction = typeof seatActions extends fc.Arbitrary<infer Each> ? Each : never;
type Chosen = typeof chosen extends fc.Arbitrary<infer Each> ? Each : never;
type Group = typeof group extends fc.Arbitrary<infer Each> ? Each : never;

type Wanted = {
  positions: number[];
  typeOf: (position: number) => string;
  asked: { lines: { ticketTypeId: string; quantity: number }[]; accessible: number };
};

const positionsOf = ({ units }: Pick<Hold, "units">) => units.flatMap(({ seat }) => seat?.position ?? []);
const isSeat = ({ seat }: HeldUnit) => seat !== undefined;

/** One event with seats and a floor: types 0 and 1 sell category a, 2 category b, 3 the floor. */
export class SeatsRun extends Run {
  private readonly seats: SeatsModel;

  constructor(eventId: string, model: SeatsModel, clock: Awaited<ReturnType<typeof aClock>>) {
    super(eventId, model.terms, clock, model);
    this.seats = model;
  }

  /** As `step`, for seats besides. After the clock nobody looks: what has lapsed is left for the next step to meet. */
  move = (action: SeatAction): Promise<string> =>
    action.do === "clock" ? this.act(action) : this.watched(() => this.actOn(action));

  private actOn(action: SeatAction): Promise<string> {
    if (action.do === "pickSeats") return this.pickSeats(action.fan, action.chosen, action.key);
    if (action.do === "findSeats") return this.findSeats(action.fan, action.group);
    if (action.do === "changeSeats") return this.changeSeats(action.nth, action.chosen, action.keep);
    return this.act(action);
  }

  private typeId = (index: number) => this.terms.types[index]?.id ?? "";

  private wish({ first, steps, cheap, floor, accessible }: Chosen, kept: number[] = []) {
    const all = this.seats.layout.seats;
    const places = [first];
    for (const step of steps) places.push((places.at(-1) ?? 0) + step);
    const fresh = places.flatMap((place) => all[place % all.length]?.position ?? []);
    const positions = [...new Set([...kept, ...fresh])];
    const typeOf = (position: number) => {
      const { category } = this.seats.layout.byPosition.get(position) ?? {};
      return this.typeId(category === "b" ? 2 : cheap ? 1 : 0);
    };
    const seats = positions.map((position) => ({
      id: this.seats.layout.byPosition.get(position)?.id ?? "",
      ticketTypeId: typeOf(position),
    }));
    const lines = floor > 0 ? [{ ticketTypeId: this.typeId(3), quantity: floor }] : [];
    return { positions, typeOf, asked: { lines, seats, accessible } };
  }

  private reasons(fanName: string, { positions, typeOf, asked }: Wanted, before: HeldUnit[] = []): string[] {
    const { lines, accessible } = asked;
    const total = positions.length + lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const others = this.seats.holds.filter(({ hold }) => hold.fan === fanName).flatMap(({ hold }) => hold.units).length;
    const reasons: string[] = [];
    if (total + others - before.length > this.terms.maxUnits) reasons.push("limit_exceeded");
    for (const type of this.terms.types) {
      const wanted = positions.filter((position) => typeOf(position) === type.id).length;
      if (wanted > type.maxPerOrder) reasons.push("limit_exceeded");
      if (wanted > this.seats.ownLeft(type.id, before)) reasons.push("sold_out");
    }
    const more = (line: { ticketTypeId: string; quantity: number }) =>
      line.quantity - before.filter(({ ticketTypeId }) => ticketTypeId === line.ticketTypeId).length;
    if (lines.some((line) => more(line) > 0 && more(line) > this.seats.left(line.ticketTypeId)))
      reasons.push("sold_out");
    if (this.seats.taken(positions, before).length > 0) reasons.push("seats_taken");
    if (this.seats.rules({ positions, accessible }, before).length > 0) reasons.push("conflict");
    return reasons;
  }

  private async pickSeats(fanName: string, choice: Chosen, key: string | undefined) {
    const wanted = this.wish(choice);
    const wish = { ...this.asking(fanName, wanted.asked), ...(key && { idempotency: { key, bodyHash: "b" } }) };
    const nowMs = await this.nowMs();
    const known = this.seats.holds.find((each) => key && each.hold.fan === fanName && each.key === key);
    const outcome = await reserve(wish, priceLines);
    if (known) return this.same(outcome, known);
    const reasons = this.because(nowMs, fanName, this.reasons(fanName, wanted));
    if (reasons.length > 0) return this.refusedSeats(outcome, reasons, wanted.positions);
    const hold = granted(outcome);
    expect(positionsOf(hold).toSorted((a, b) => a - b)).toEqual(wanted.positions.toSorted((a, b) => a - b));
    for (const { seat, ticketTypeId } of hold.units.filter(isSeat))
      expect(ticketTypeId).toBe(wanted.typeOf(seat?.position ?? 0));
    this.seats.holds.push({ hold, key, body: "b", extended: false, paid: false });
    if (key) expect(await reserve(wish, priceLines)).toEqual(outcome);
    return "ok";
  }

  private asking = (fanName: string, asked: SeatsWish & { lines: { ticketTypeId: string; quantity: number }[] }) => ({
    eventId: this.eventId,
    fan: fanName,
    ...asked,
  });

  private because(nowMs: number, fanName: string, reasons: string[], wantsMore = true): string[] {
    if (wantsMore && this.seats.pausedUntilMs > nowMs) return [...reasons, "not_on_sale"];
    return reasons.length === 0 && wantsMore && this.seats.mustWait(fanName, nowMs) ? ["rate_limited"] : reasons;
  }

  private refusedSeats(outcome: Outcome, reasons: string[], positions: number[], before: HeldUnit[] = []): string {
    const kind = this.refused(outcome, reasons);
    if (kind === "seats_taken")
      expect(outcome).toMatchObject({ problem: { seats: this.seats.taken(positions, before).toSorted() } });
    return kind;
  }

  private async findSeats(fanName: string, { quantity, type, split, section, accessible }: Group) {
    const ticketTypeId = this.typeId(type);
    const category = this.seats.seatTerms.categoryOf[ticketTypeId] ?? "";
    const need = Math.min(accessible, quantity);
    const nowMs = await this.nowMs();
    const best = this.seats.best(quantity, category, need, section);
    const splits = best.length === 0 && split && need === 0 && quantity > 1 && section === undefined;
    const could = best.length > 0 || (splits && this.seats.canSplit(quantity, category));
    const bestAvailable = [{ ticketTypeId, quantity, split: splits, ...(section && { section }) }];
    const outcome = await reserve(this.asking(fanName, { lines: [], bestAvailable, accessible: need }), priceLines);
    const none = { positions: [], typeOf: () => "", asked: { lines: [], seats: [], accessible: 0 } };
    const reasons = this.reasons(fanName, none);
    const others = this.seats.holds.filter(({ hold }) => hold.fan === fanName).flatMap(({ hold }) => hold.units).length;
    const most = this.terms.types[type]?.maxPerOrder ?? 0;
    if (quantity + others > this.terms.maxUnits || quantity > most) reasons.push("limit_exceeded");
    if (!could || quantity > this.seats.ownLeft(ticketTypeId)) reasons.push("sold_out");
    const because = this.because(nowMs, fanName, reasons);
    if (because.length > 0) return this.refused(outcome, because);
    const hold = granted(outcome);
    const found = positionsOf(hold).toSorted((a, b) => a - b);
    if (best.length > 0) expect(best).toContainEqual(found);
    else this.checkSplit(found, quantity);
    this.seats.holds.push({ hold, extended: false, paid: false });
    return best.length > 0 ? (need > 0 ? "by need" : "ok") : "split";
  }

  private checkSplit(found: number[], quantity: number) {
    const seats = found.flatMap((position) => this.seats.layout.byPosition.get(position) ?? []);
    expect(this.seats.taken(found)).toEqual([]);
    expect(seats).toHaveLength(quantity);
    const rows = [...new Set(seats.map(({ row }) => row))].map((name) => seats.filter(({ row }) => row === name));
    expect(rows).toHaveLength(2);
    for (const row of rows) expect((row.at(-1)?.position ?? 0) - (row[0]?.position ?? 0)).toBe(row.length - 1);
  }

  private async changeSeats(place: number, choice: Chosen, keep: number) {
    const entry = pick(this.seats.holds, place);
    if (!entry) return "nothing";
    const { units, fan: fanName, expiresAt, state } = entry.hold;
    const wanted = this.wish(choice, positionsOf(entry.hold).slice(0, keep));
    const wish = { ...own(entry), ...wanted.asked };
    const nowMs = await this.nowMs();
    const outcome = await change(wish, priceLines);
    if (state === "paying") return this.refused(outcome, ["conflict"]);
    const stays = units.filter(({ seat, ticketTypeId }) =>
      seat ? wanted.positions.includes(seat.position) && wanted.typeOf(seat.position) === ticketTypeId : true,
    );
    const floor = wanted.asked.lines[0]?.quantity ?? 0;
    const hadFloor = units.filter((unit) => !isSeat(unit)).length;
    const more = wanted.positions.length > stays.filter(isSeat).length || floor > hadFloor;
    const reasons = this.because(nowMs, fanName, this.reasons(fanName, wanted, units), more);
    if (reasons.length > 0) return this.refusedSeats(outcome, reasons, wanted.positions, units);
    const hold = granted(outcome);
    if (units.filter(isSeat).length > stays.filter(isSeat).length || hadFloor > floor)
      this.seats.countGivenBack(fanName, nowMs);
    expect(positionsOf(hold).toSorted((a, b) => a - b)).toEqual(wanted.positions.toSorted((a, b) => a - b));
    expect(hold.units.filter((unit) => !isSeat(unit))).toHaveLength(floor);
    expect(hold.units).toEqual(expect.arrayContaining(stays.filter(isSeat)));
    expect(hold.expiresAt).toEqual(expiresAt);
    entry.hold = hold;
    expect(await change(wish, priceLines)).toEqual(outcome);
    return "ok";
  }

  protected override async replace(place: number, count: number) {
    const held = this.seats.holds.filter(({ hold }) => hold.state === "held" && hold.units.every(isSeat));
    const entry = pick(held, place);
    if (!entry) return "nothing";
    const owned = entry.hold.units.slice(0, count);
    const orderId = await sellInPostgres(entry.hold, owned);
    const rest = entry.hold.units.slice(count);
    this.seats.end(entry);
    this.seats.sold.push({ orderId, units: owned });
    const seats = owned.flatMap(({ seat }) => seat?.id ?? []);
    const outcome = await replace({ hold: entry.hold, sold: owned });
    expect(outcome).toEqual({ ok: false, problem: { kind: "seats_taken", seats } });
    expect(await replace({ hold: entry.hold, sold: owned })).toEqual(outcome);
    const left = await readHold(own(entry));
    if (rest.length === 0) return this.refused(left, ["hold_expired"]);
    entry.hold = granted(left);
    expect(positionsOf(entry.hold)).toEqual(positionsOf({ units: rest }));
    this.seats.holds.push(entry);
    return "ok";
  }

  /** Every seat stands as the model has it, and each kind is counted right. */
  override async compareRaw() {
    await super.compareRaw();
    const [text, sale] = await Promise.all([
      rawRedis().get(`inv:{${this.eventId}}:seats`),
      rawRedis().hgetall(`inv:{${this.eventId}}:sale`),
    ]);
    const expected = [...this.seats.layout.text];
    for (const { position, letter } of this.seats.layout.seats)
      expected[position - 1] = seatCharacter(letter, this.seats.statusOf(position));
    expect(text).toBe(expected.join(""));
    for (const letter of new Set(this.seats.layout.seats.map((seat) => seat.letter)))
      expect(Number(sale[`free:${letter}`] ?? 0)).toBe(expected.filter((each) => each === letter).length);
  }
}
