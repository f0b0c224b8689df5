import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { durations } from "@/lib/core/durations";
import type { Result } from "@/lib/core/result";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { change } from "@/lib/inventory/change";
import { confirm } from "@/lib/inventory/confirm";
import { extend } from "@/lib/inventory/extend";
import { giveBack } from "@/lib/inventory/give-back";
import type { HeldUnit, Hold } from "@/lib/inventory/hold";
import { readHold } from "@/lib/inventory/read-hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { release, releaseOrder } from "@/lib/inventory/release";
import { replace } from "@/lib/inventory/replace";
import { reserve } from "@/lib/inventory/reserve";
import { setPaused } from "@/lib/inventory/set-paused";
import { snapshot } from "@/lib/inventory/snapshot";
import { sweep } from "@/lib/inventory/sweep";
import { priceLines } from "@/lib/orders/price";
import type { aClock } from "../fixtures/clock";
import { granted } from "../fixtures/granted";
import { claimInPostgres, endInPostgres, payInPostgres, returnInPostgres, sellInPostgres } from "../fixtures/ledger";
import { rawRedis } from "../fixtures/stack";
import { Model, type ModelHold, type Terms, type Want } from "./inventory-model";

const fan = fc.constantFrom("ada", "ben", "cy", "di", "eve");
const lines = fc.dictionary(fc.constantFrom("0", "1", "2"), fc.integer({ min: 1, max: 3 }), { minKeys: 1, maxKeys: 2 });
const nth = fc.nat(20);

/** What may happen to holds of any kind. `nth` picks among what is there; where nothing is, the step does nothing. */
export const lives = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant("extend" as const), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("pay" as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("release" as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("confirm" as const), nth, heard: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("expire" as const), nth }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("replace" as const), nth, count: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("giveBack" as const), nth }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("clock" as const), ms: fc.constantFrom(1, 30_000, 30_000, 61_000, -5000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("pause" as const), paused: fc.constantFrom(true, false, false, false) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("sweep" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("rebuild" as const) }) },
);

export const actions = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("reserve" as const),
      fan,
      lines,
      key: fc.option(fc.constantFrom("k1", "k2"), { nil: undefined }),
      body: fc.constantFrom("b1", "b2"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change" as const), nth, lines }) },
  { weight: 16, arbitrary: lives },
);
export type Action = typeof actions extends fc.Arbitrary<infer Each> ? Each : never;

export type Outcome = Result<Hold, { kind: string }>;

/** One event, its model, and what the model must see after each step. Every step is made twice. */
export class Run {
  private readonly given: Parameters<typeof giveBack>[0][] = [];

  constructor(
    protected readonly eventId: string,
    protected readonly terms: Terms,
    private readonly clock: Awaited<ReturnType<typeof aClock>>,
    protected readonly model = new Model(terms),
  ) {}

  /** The name of what happened, after Redis and the model were found to agree. */
  step = (action: Action): Promise<string> => this.watched(() => this.act(action));

  protected async watched(act: () => Promise<string>): Promise<string> {
    this.model.lapse(await this.nowMs());
    const outcome = await act();
    if (outcome === "nothing") return outcome;
    this.model.check();
    await this.compare();
    return outcome;
  }

  // Scripts never go back behind the latest time they wrote down.
  protected async nowMs(): Promise<number> {
    const last = await rawRedis().hget(`inv:{${this.eventId}}:sale`, "last");
    return Math.max(this.clock.now(), Number(last ?? 0));
  }

  protected act(action: Action): Promise<string> {
    switch (action.do) {
      case "reserve":
        return this.reserve(action);
      case "change":
        return this.change(action.nth, this.wantOf(action.lines));
      case "extend":
        return this.extend(action.nth);
      case "pay":
        return this.pay(action.nth);
      case "release":
        return this.release(action.nth);
      case "confirm":
        return this.confirm(action.nth, action.heard);
      case "expire":
        return this.expire(action.nth);
      case "replace":
        return this.replace(action.nth, action.count);
      case "giveBack":
        return this.giveBack(action.nth);
      case "rebuild":
        return this.rebuild();
      default:
        return this.other(action);
    }
  }

  private wantOf = (chosen: Record<string, number>): Want =>
    Object.fromEntries(Object.entries(chosen).map(([index, n]) => [this.terms.types[Number(index)]?.id ?? "", n]));

  private async reserve({ fan, lines: chosen, key, body }: Extract<Action, { do: "reserve" }>) {
    const want = this.wantOf(chosen);
    const wish = {
      eventId: this.eventId,
      fan,
      lines: linesOf(want),
      ...(key && { idempotency: { key, bodyHash: body } }),
    };
    const nowMs = await this.nowMs();
    const known = key && this.model.holds.find((each) => each.hold.fan === fan && each.key === key);
    const outcome = await reserve(wish, priceLines);
    if (known) {
      if (known.body !== body) return this.refused(outcome, ["idempotency_mismatch"]);
      return this.same(outcome, known);
    }
    const reasons = this.model.reasons(fan, want);
    if (reasons.length > 0) return this.refused(outcome, reasons);
    if (this.model.mustWait(fan, nowMs)) return this.refused(outcome, ["rate_limited"]);
    const hold = granted(outcome);
    expect(quantities(hold)).toEqual(want);
    this.model.holds.push({ hold, key, body, extended: false, paid: false });
    // Without a key a second reserve is another wish; with one it is the same.
    if (key) expect(await reserve(wish, priceLines)).toEqual(outcome);
    return "ok";
  }

  private async change(nth: number, want: Want) {
    const entry = pick(this.model.holds, nth);
    if (!entry) return "nothing";
    const wish = { ...own(entry), lines: linesOf(want) };
    const nowMs = await this.nowMs();
    const outcome = await change(wish, priceLines);
    if (entry.hold.state === "paying") return this.refused(outcome, ["conflict"]);
    const reasons = this.model.reasons(entry.hold.fan, want, entry.hold.units);
    if (reasons.length > 0) return this.refused(outcome, reasons);
    const had = quantities(entry.hold);
    if (exceeds(want, had) && this.model.mustWait(entry.hold.fan, nowMs))
      return this.refused(outcome, ["rate_limited"]);
    if (exceeds(had, want)) this.model.countGivenBack(entry.hold.fan, nowMs);
    const hold = granted(outcome);
    expect(quantities(hold)).toEqual(want);
    expect(hold.expiresAt).toEqual(entry.hold.expiresAt);
    for (const id of Object.keys(want)) {
      const kept = entry.hold.units.filter(({ ticketTypeId }) => ticketTypeId === id).slice(0, want[id]);
      expect(hold.units.map(placeOf)).toEqual(expect.arrayContaining(kept.map(placeOf)));
    }
    entry.hold = hold;
    expect(await change(wish, priceLines)).toEqual(outcome);
    return "ok";
  }

  private async extend(nth: number) {
    const entry = pick(this.model.holds, nth);
    if (!entry) return "nothing";
    const outcome = await extend(own(entry));
    if (entry.hold.state === "paying") return this.refused(outcome, ["conflict"]);
    if (entry.extended) return this.refused(outcome, ["limit_exceeded"]);
    const hold = granted(outcome);
    expect(hold.expiresAt.getTime() - entry.hold.expiresAt.getTime()).toBe(30_000);
    expect(hold.extendable).toBe(false);
    Object.assign(entry, { hold, extended: true });
    return "ok";
  }

  private async pay(nth: number) {
    const entry = pick(this.model.holds, nth);
    if (!entry) return "nothing";
    const orderId = entry.orderId ?? randomUUID();
    const outcome = await beginPayment({ ...own(entry), orderId });
    const hold = granted(outcome);
    // A rebuild brings its items back in an order of its own.
    expect(hold.orderId).toBe(orderId);
    expect(essence(hold)).toEqual(essence({ ...entry.hold, state: "paying" }));
    expect(await beginPayment({ ...own(entry), orderId })).toEqual(outcome);
    expect(await beginPayment({ ...own(entry), orderId: randomUUID() })).toMatchObject({
      problem: { kind: "conflict", orderId },
    });
    if (!entry.orderId) await claimInPostgres(hold, orderId);
    Object.assign(entry, { hold, orderId });
    return "ok";
  }

  private async release(nth: number) {
    const entry = pick(this.model.holds, nth);
    if (!entry) return "nothing";
    const nowMs = await this.nowMs();
    const outcome = await release(own(entry));
    if (entry.hold.state === "paying") {
      expect(outcome).toEqual({ ok: false, problem: { kind: "conflict", orderId: entry.orderId } });
      return "conflict";
    }
    expect(outcome.ok).toBe(true);
    this.model.release(entry, nowMs);
    expect((await release(own(entry))).ok).toBe(true);
    return "ok";
  }

  private async confirm(nth: number, heard: boolean) {
    const entry = pick(this.paying(), nth);
    if (!entry?.orderId) return "nothing";
    await payInPostgres(entry.orderId);
    entry.paid = true;
    if (!heard) return "missed";
    await twice(() => confirm({ eventId: this.eventId, holdId: entry.hold.id, orderId: entry.orderId ?? "" }));
    this.model.sell(entry);
    return "ok";
  }

  private async expire(nth: number) {
    const entry = pick(
      this.paying().filter(({ paid }) => !paid),
      nth,
    );
    if (!entry?.orderId) return "nothing";
    await releaseOrder({ eventId: this.eventId, holdId: entry.hold.id, orderId: randomUUID() });
    await this.compare();
    await endInPostgres(entry.orderId);
    const nowMs = await this.nowMs();
    await twice(() => releaseOrder({ eventId: this.eventId, holdId: entry.hold.id, orderId: entry.orderId ?? "" }));
    this.model.release(entry, nowMs);
    return "ok";
  }

  protected async replace(nth: number, count: number) {
    const entry = pick(
      this.model.holds.filter(({ hold }) => hold.state === "held"),
      nth,
    );
    if (!entry) return "nothing";
    const owned = entry.hold.units.slice(0, count);
    const orderId = await sellInPostgres(entry.hold, owned);
    const kept = entry.hold.units.slice(count);
    this.model.end(entry);
    this.model.sold.push({ orderId, units: owned });
    const want = quantities({ ...entry.hold, units: owned });
    const before = { ...this.model.terms, maxUnits: 1000 };
    const room = new Model({ ...before, types: before.types.map((type) => ({ ...type, maxPerOrder: 1000 })) });
    room.holds = [...this.model.holds, { ...entry, hold: { ...entry.hold, units: kept } }];
    room.sold = this.model.sold;
    room.blocked = this.model.blocked;
    const short = room.reasons("nobody", want).includes("sold_out");
    const outcome = await replace({ hold: entry.hold, sold: owned });
    if (short) return this.refused(outcome, ["sold_out"]);
    const hold = granted(outcome);
    expect(quantities(hold)).toEqual(quantities(entry.hold));
    expect(hold.units.map(placeOf)).toEqual(expect.arrayContaining(kept.map(placeOf)));
    entry.hold = hold;
    this.model.holds.push(entry);
    expect(await replace({ hold, sold: owned })).toEqual(outcome);
    return "ok";
  }

  private async giveBack(nth: number) {
    // A queue may deliver an old return again, long after its units went to somebody else.
    for (const wish of this.given) await giveBack(wish);
    await this.compare();
    const unheard = this.paying().filter(({ paid }) => paid);
    for (const entry of unheard.slice(0, 1)) {
      // Redis has not heard that it was paid: the return ends the hold first.
      this.model.sell(entry);
      const { id: holdId } = entry.hold;
      return this.giveBackOrder({ orderId: entry.orderId ?? "", units: entry.hold.units }, holdId);
    }
    const order = pick(this.model.sold, nth);
    return order ? this.giveBackOrder(order) : "nothing";
  }

  private async giveBackOrder(order: Model["sold"][number], holdId?: string) {
    const returnId = `return:${order.orderId}`;
    const generation = await returnInPostgres(this.eventId, order.orderId, returnId);
    const wish = { eventId: this.eventId, returnId, generation, units: order.units, holdId, orderId: order.orderId };
    await twice(() => giveBack(wish));
    this.given.push(wish);
    this.model.sold = this.model.sold.filter(({ orderId }) => orderId !== order.orderId);
    return "ok";
  }

  private async rebuild() {
    const rebuilt = await rebuild(this.eventId);
    expect(rebuilt.ok).toBe(true);
    this.model.rebuild();
    return "ok";
  }

  private async other(action: Action) {
    if (action.do === "clock") await this.clock.pass(action.ms);
    if (action.do === "pause") {
      await twice(() => setPaused(this.eventId, action.paused));
      this.model.pausedUntilMs = action.paused ? (await this.nowMs()) + durations.pauseMs : 0;
    }
    if (action.do === "sweep") {
      const { paying } = await sweep(this.eventId);
      const since = new Set(paying.map(({ holdId }) => holdId));
      expect(this.paying().map(({ hold }) => hold.id)).toEqual(expect.arrayContaining([...since]));
    }
    return "ok";
  }

  private paying = () => this.model.holds.filter(({ hold }) => hold.state === "paying");

  protected refused(outcome: Outcome, kinds: string[]): string {
    const kind = outcome.ok ? "granted" : outcome.problem.kind;
    expect(kinds).toContain(kind);
    return kind;
  }

  protected same(outcome: Outcome, { hold }: ModelHold): string {
    expect(granted(outcome)).toMatchObject({ id: hold.id, units: hold.units, expiresAt: hold.expiresAt });
    return "same";
  }

  /** Every live hold can be read, and the counts are the model's. */
  protected async compare() {
    this.model.lapse(await this.nowMs());
    const counts = await snapshot(this.eventId);
    expect(counts).toMatchObject({ ok: true, value: { types: this.model.counts() } });
    const read = await Promise.all(this.model.holds.map((entry) => readHold(own(entry))));
    expect(read.map(granted).map(essence)).toEqual(this.model.holds.map(({ hold }) => essence(hold)));
  }

  /** What the scripts count is what the collections hold, and nothing is left behind by those who went. */
  async compareRaw() {
    await this.compare();
    const redis = rawRedis();
    const sale = await redis.hgetall(`inv:{${this.eventId}}:sale`);
    expect(Number(sale.holds)).toBe(this.model.holds.length);
    expect(await redis.zcard(`inv:{${this.eventId}}:expiry`)).toBe(this.model.holds.length);
    const owners = Object.keys(sale).filter((field) => field.startsWith("@"));
    expect(owners).toHaveLength(new Set(this.model.holds.map(({ hold }) => hold.fan)).size);
    const ranges = [...this.terms.pools.map(({ id }) => id), ...this.terms.types.map(({ id }) => id)];
    for (const id of ranges) {
      expect(await redis.scard(`inv:{${this.eventId}}:freed:${id}`)).toBe(Number(sale[`freed:${id}`] ?? 0));
    }
  }
}

export const pick = <Each>(list: Each[], nth: number): Each | undefined => list[nth % Math.max(1, list.length)];
export const own = ({ hold }: ModelHold) => ({ holdId: hold.id, fan: hold.fan });
const linesOf = (want: Want) => Object.entries(want).map(([ticketTypeId, quantity]) => ({ ticketTypeId, quantity }));
const essence = ({ id, state, units, items }: Hold) => ({ id, state, units: sorted(units), items: sorted(items) });
const sorted = <Each>(list: Each[]): string[] =>
  list.map((each) => JSON.stringify(each, Object.keys(each as object).sort())).sort();

/** Which of a hold's units has which number of its type is nobody's matter: some may have none. */
const placeOf = ({ poolId, unit, ticketTypeId }: HeldUnit) => ({ poolId, unit, ticketTypeId });

export function quantities({ units }: Pick<Hold, "units">): Want {
  const want: Want = {};
  for (const { ticketTypeId } of units) want[ticketTypeId] = (want[ticketTypeId] ?? 0) + 1;
  return want;
}

/** Whether one of these wants more of some type than the others. */
const exceeds = (these: Want, others: Want) => Object.entries(these).some(([id, n]) => n > (others[id] ?? 0));

async function twice(act: () => Promise<void>) {
  await act();
  await act();
}
