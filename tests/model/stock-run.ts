import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect } from "vitest";
import { primary } from "@/db/client";
import { blockThese, unblockThese } from "@/db/queries/capacity";
import { insertOutbox } from "@/db/queries/outbox";
import { block } from "@/lib/inventory/block";
import { cap, lift } from "@/lib/inventory/cap";
import { reload } from "@/lib/inventory/reload";
import { type Unblocking, unblock } from "@/lib/inventory/unblock";
import { told } from "@/lib/queue/tell";
import { granted } from "../fixtures/granted";
import { capInPostgres, generationOf, growInPostgres } from "../fixtures/ledger";
import { rawRedis } from "../fixtures/stack";
import { actions, pick, Run } from "./inventory-run";

const lands = fc.boolean();
const pool = fc.nat(1);

/** What an organizer does to a sale under way besides. What does not land leaves the stock as it was. */
const changes = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("cap" as const),
      type: fc.constantFrom(0, 1, 1, 1, 2),
      to: fc.constantFrom(1, 2, 3, 4, 5, 8, 12, null),
      lands: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("block" as const), pool, count: fc.integer({ min: 1, max: 3 }), lands }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("unblock" as const), nth: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("grow" as const), pool }) },
);
type Change = typeof changes extends fc.Arbitrary<infer Each> ? Each : never;

export const saleActions = fc.oneof({ weight: 6, arbitrary: actions }, { weight: 1, arbitrary: changes });
export type SaleAction = typeof saleActions extends fc.Arbitrary<infer Each> ? Each : never;

const isChange = (action: SaleAction): action is Change => ["cap", "block", "unblock", "grow"].includes(action.do);

/** A sale whose places and caps change while it sells. */
export class StockRun extends Run {
  private readonly unblocked: Unblocking[] = [];

  move = (action: SaleAction): Promise<string> =>
    isChange(action) ? this.watched(() => this.actOn(action)) : this.step(action);

  private actOn(action: Change): Promise<string> {
    if (action.do === "cap") return this.cap(action);
    if (action.do === "block") return this.block(action);
    return action.do === "unblock" ? this.unblock(action.nth) : this.grow(action.pool);
  }

  private async cap({ type: index, to, lands }: Extract<Change, { do: "cap" }>) {
    const type = this.terms.types[index];
    if (!type) return "nothing";
    const { id: ticketTypeId, capacity: before } = type;
    if (to === null || before === undefined || to >= before) {
      await this.write(ticketTypeId, to);
      return to === null ? "removed" : before === undefined ? "set" : "raised";
    }
    const capping = { eventId: this.eventId, ticketTypeId, capacity: to, owner: randomUUID() };
    const outcome = await cap(capping);
    const used = [...this.model.held(), ...this.model.soldUnits()].filter((unit) => unit.ticketTypeId === ticketTypeId);
    if (used.length > to) {
      expect(outcome).toMatchObject({ problem: { kind: "not_free" } });
      return "not_free";
    }
    granted(outcome);
    expect(await cap(capping)).toEqual(outcome);
    const another = { ...capping, capacity: 1, owner: randomUUID() };
    expect(await cap(another)).toMatchObject({ problem: { kind: "standing" } });
    await lift(another);
    type.capacity = to;
    await this.compare();
    if (lands) {
      await this.write(ticketTypeId, to);
      return "lowered";
    }
    for (const _ of [1, 2]) await lift(capping);
    type.capacity = before;
    return "lifted";
  }

  private async write(ticketTypeId: string, to: number | null) {
    await capInPostgres(ticketTypeId, to);
    await reload(this.eventId);
    const type = this.terms.types.find(({ id }) => id === ticketTypeId);
    if (!type) return;
    if (to === null) delete type.capacity;
    else type.capacity = to;
  }

  private async block({ pool: index, count, lands }: Extract<Change, { do: "block" }>) {
    const poolId = this.terms.pools[index]?.id ?? "";
    const outcome = await block(this.eventId, poolId, count);
    if (this.model.poolLeft(poolId) < count) {
      expect(outcome).toMatchObject({ problem: { kind: "not_free" } });
      return "not_free";
    }
    const { generation, units } = granted(outcome);
    expect(units).toHaveLength(count);
    const places = units.map((unit) => ({ poolId, unit }));
    this.model.blocked.push(...places);
    this.model.check();
    await this.compare();
    if (lands) {
      const kept = await primary().transaction((tx) => blockThese(tx, this.eventId, poolId, units));
      expect(kept).toHaveLength(count);
      return "ok";
    }
    await this.free({ eventId: this.eventId, poolId, returnId: `unblock:${randomUUID()}`, generation, units });
    return "given back";
  }

  private async unblock(nth: number) {
    // A queue may deliver an old message again, long after its units went to somebody else.
    for (const wish of this.unblocked) await unblock(wish);
    await this.compare();
    const place = pick(this.model.blocked, nth);
    if (!place) return "nothing";
    const { poolId, unit } = place;
    const generation = await generationOf(this.eventId);
    const returnId = `unblock:${randomUUID()}`;
    const wish = { eventId: this.eventId, poolId, returnId, generation, units: [unit] };
    await primary().transaction(async (tx) => {
      expect(await unblockThese(tx, poolId, [unit])).toEqual([unit]);
      await insertOutbox(tx, [told("unblock", returnId, wish)]);
    });
    await this.free(wish);
    return "ok";
  }

  private async free(wish: Unblocking) {
    for (const _ of [1, 2]) await unblock(wish);
    this.unblocked.push(wish);
    this.model.unblock(wish.poolId, wish.units);
  }

  private async grow(index: number) {
    const pool = this.terms.pools[index];
    if (!pool || pool.range > 12) return "nothing";
    pool.range += 2;
    await growInPostgres(pool.id, pool.range);
    await reload(this.eventId);
    return "ok";
  }

  /** Besides: a number in a type's own capacity is somebody's, or free for the next. */
  override async compareRaw() {
    await super.compareRaw();
    const sale = await rawRedis().hgetall(`inv:{${this.eventId}}:sale`);
    for (const { id } of this.terms.types) {
      const numbered = [...this.model.held(), ...this.model.soldUnits()].flatMap(({ ticketTypeId, typeUnit }) =>
        ticketTypeId === id && typeUnit !== undefined ? typeUnit : [],
      );
      expect(Number(sale[`top:${id}`] ?? 0) - Number(sale[`freed:${id}`] ?? 0)).toBe(numbered.length);
    }
  }
}
