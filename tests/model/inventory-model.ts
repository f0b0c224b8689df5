import { expect } from "vitest";
import type { HeldUnit, Hold } from "@/lib/inventory/hold";
import { releases } from "@/lib/inventory/releases";

export type Terms = {
  maxUnits: number;
  /** `poolId` of a seated type is none of the pools. */
  types: { id: string; poolId: string; capacity?: number; maxPerOrder: number }[];
  pools: { id: string; range: number }[];
};

export type ModelHold = {
  hold: Hold;
  key?: string | undefined;
  body?: string | undefined;
  extended: boolean;
  orderId?: string;
  /** Paid in Postgres while Redis has not heard of it. */
  paid: boolean;
};

export type Want = Record<string, number>;

type Place = Pick<HeldUnit, "poolId" | "unit">;

const place = ({ poolId, unit }: Place) => `${poolId}/${unit}`;

/** What ought to be so: every unit is free, in one hold, sold, or blocked. */
export class Model {
  holds: ModelHold[] = [];
  sold: { orderId: string; units: HeldUnit[] }[] = [];
  blocked: Place[] = [];
  pausedUntilMs = 0;
  protected nowMs = 0;
  /** Who gave units back in this window; it begins with the first of them. */
  private gaveBack: string[] = [];
  private windowEndsMs = 0;

  constructor(readonly terms: Terms) {}

  /** What has lapsed by now is gone. */
  lapse(nowMs: number) {
    this.nowMs = nowMs;
    this.holds = this.holds.filter(({ hold }) => hold.state === "paying" || hold.expiresAt.getTime() > nowMs);
  }

  held = (): HeldUnit[] => this.holds.flatMap(({ hold }) => hold.units);
  soldUnits = (): HeldUnit[] => this.sold.flatMap(({ units }) => units);

  /** Units a ticket type could still give, with `returning` given back first. */
  left(typeId: string, returning: HeldUnit[] = []): number {
    const type = this.terms.types.find(({ id }) => id === typeId);
    const gone = new Set(returning.map(place));
    const used = [...this.held(), ...this.soldUnits()].filter(
      (unit) => unit.ticketTypeId === typeId && !gone.has(place(unit)),
    );
    return Math.min(
      this.poolLeft(type?.poolId ?? "", returning),
      (type?.capacity ?? Number.POSITIVE_INFINITY) - used.length,
    );
  }

  /** Every reason to refuse; none means it must be granted. `before` is the hold that is being changed. */
  reasons(fan: string, want: Want, before: HeldUnit[] = []): string[] {
    const lines = Object.entries(want);
    const total = lines.reduce((sum, [, quantity]) => sum + quantity, 0);
    const had = (id: string) => before.filter(({ ticketTypeId }) => ticketTypeId === id).length;
    const others = this.holds.filter(({ hold }) => hold.fan === fan).flatMap(({ hold }) => hold.units).length;
    const reasons: string[] = [];
    if (this.pausedUntilMs > this.nowMs && lines.some(([id, quantity]) => quantity > had(id)))
      reasons.push("not_on_sale");
    const perType = lines.some(([id, n]) => n > (this.terms.types.find((type) => type.id === id)?.maxPerOrder ?? 0));
    if (perType || total + others - before.length > this.terms.maxUnits) reasons.push("limit_exceeded");
    if (this.isShort(want, before)) reasons.push("sold_out");
    return reasons;
  }

  private isShort(want: Want, before: HeldUnit[]): boolean {
    const dropped = before.filter((unit) => {
      const mine = before.filter(({ ticketTypeId }) => ticketTypeId === unit.ticketTypeId);
      return mine.indexOf(unit) >= (want[unit.ticketTypeId] ?? 0);
    });
    const more = (id: string) =>
      Math.max(0, (want[id] ?? 0) - before.filter(({ ticketTypeId }) => ticketTypeId === id).length);
    return this.terms.types.some(({ id, poolId }) => {
      const ofPool = this.terms.types.filter((type) => type.poolId === poolId);
      const poolWants = ofPool.reduce((sum, type) => sum + more(type.id), 0);
      return more(id) > 0 && (more(id) > this.left(id, dropped) || poolWants > this.poolLeft(poolId, dropped));
    });
  }

  poolLeft(poolId: string, returning: HeldUnit[] = []): number {
    const gone = new Set(returning.map(place));
    const used = this.used().filter((unit) => unit.poolId === poolId && !gone.has(place(unit)));
    return (this.terms.pools.find(({ id }) => id === poolId)?.range ?? 0) - used.length;
  }

  private used = (): Place[] => [...this.held(), ...this.soldUnits(), ...this.blocked];

  unblock(poolId: string, units: number[]) {
    this.blocked = this.blocked.filter((each) => each.poolId !== poolId || !units.includes(each.unit));
  }

  /** Whether this fan gave back too often to get more now. */
  mustWait(fan: string, nowMs: number): boolean {
    return nowMs < this.windowEndsMs && this.gaveBack.filter((each) => each === fan).length >= releases.max;
  }

  release(hold: ModelHold, nowMs: number) {
    this.end(hold);
    this.countGivenBack(hold.hold.fan, nowMs);
  }

  countGivenBack(fan: string, nowMs: number) {
    if (nowMs >= this.windowEndsMs) {
      this.gaveBack = [];
      this.windowEndsMs = nowMs + releases.windowMs;
    }
    this.gaveBack.push(fan);
  }

  end(hold: ModelHold) {
    this.holds = this.holds.filter((each) => each !== hold);
  }

  sell(hold: ModelHold) {
    this.end(hold);
    this.sold.push({ orderId: hold.orderId ?? "", units: hold.hold.units });
  }

  /** Unpaid holds are lost, and so is the memory of every key and release; paid ones are sold; those being paid stay. */
  rebuild() {
    this.windowEndsMs = 0;
    for (const hold of this.holds) hold.key = undefined;
    for (const hold of this.holds.filter(({ paid }) => paid)) this.sell(hold);
    this.holds = this.holds.filter(({ hold }) => hold.state === "paying");
  }

  /** No unit has two owners, and all lie within their pools. */
  check() {
    const taken = this.used();
    expect(new Set(taken.map(place)).size).toBe(taken.length);
    for (const { poolId, unit } of taken) {
      expect(unit).toBeGreaterThan(0);
      expect(unit).toBeLessThanOrEqual(this.terms.pools.find(({ id }) => id === poolId)?.range ?? 0);
    }
    const numbered = [...this.held(), ...this.soldUnits()].filter(({ typeUnit }) => typeUnit !== undefined);
    const numbers = new Set(numbered.map(({ ticketTypeId, typeUnit }) => `${ticketTypeId}/${typeUnit}`));
    expect(numbers.size).toBe(numbered.length);
  }

  counts() {
    const count = (units: HeldUnit[], id: string) => units.filter(({ ticketTypeId }) => ticketTypeId === id).length;
    return Object.fromEntries(
      this.terms.types.map(({ id }) => [
        id,
        { held: count(this.held(), id), sold: count(this.soldUnits(), id), available: Math.max(0, this.left(id)) },
      ]),
    );
  }
}
