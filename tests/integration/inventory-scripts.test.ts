import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test, vi } from "vitest";
import { beginPayment } from "@/lib/inventory/begin-payment";
import { block } from "@/lib/inventory/block";
import { blockSeats } from "@/lib/inventory/block-seats";
import { cap, lift } from "@/lib/inventory/cap";
import { change } from "@/lib/inventory/change";
import { confirm } from "@/lib/inventory/confirm";
import { extend } from "@/lib/inventory/extend";
import { giveBack } from "@/lib/inventory/give-back";
import { inspect } from "@/lib/inventory/inspect";
import { mend } from "@/lib/inventory/mend";
import { readHold } from "@/lib/inventory/read-hold";
import { rebuild } from "@/lib/inventory/rebuild";
import { receiptOf } from "@/lib/inventory/receipt";
import { release, releaseOrder } from "@/lib/inventory/release";
import { reload } from "@/lib/inventory/reload";
import { replace } from "@/lib/inventory/replace";
import { setPaused } from "@/lib/inventory/set-paused";
import { snapshot } from "@/lib/inventory/snapshot";
import { sweep } from "@/lib/inventory/sweep";
import { unblock } from "@/lib/inventory/unblock";
import { priceLines } from "@/lib/orders/price";
import { defineScript } from "@/lib/redis/define-script";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { anEventIn, askFor, best, seatsIn, these } from "../fixtures/hall";
import { generationOf } from "../fixtures/ledger";
import { rawRedis, rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

// Every script runs behind a fragment that refuses any key its caller did not pass, and runs twice where it may write.
const { checked, checkedScript, repeated, ran, unwatched } = await vi.hoisted(async () => {
  const { watchKeys } = await import("../fixtures/watch-keys");
  const checked = (source: string) => watchKeys + source;
  const checkedScript = async (original: () => Promise<unknown>) => ({
    default: checked(((await original()) as { default: string }).default),
  });
  return { checked, checkedScript, repeated: { on: false }, ran: new Set<string>(), unwatched: new Set<string>() };
});

vi.mock("@/lib/redis/clock.lua", checkedScript);
vi.mock("@/lib/inventory/scripts/swap.lua", checkedScript);
vi.mock("@/lib/redis/define-script", async (original) => {
  const real = await original<typeof import("@/lib/redis/define-script")>();
  const define: typeof real.defineScript = (script) => {
    const run = real.defineScript(script);
    return async (input) => {
      for (const part of script.source) ran.add(part);
      const text = script.source.join("\n");
      if (!text.includes("a key it was not given")) unwatched.add(text);
      const first = await run(input);
      return repeated.on ? run(input) : first;
    };
  };
  return { defineScript: define };
});

afterAll(() => {
  repeated.on = false;
});

async function aJourney() {
  const world = await anEvent({ capacity: 30, types: [{}, { capacity: 20 }] });
  const { eventId } = world;
  const lines = (first: number, second: number) => [
    { ticketTypeId: world.typeId, quantity: first },
    { ticketTypeId: world.secondTypeId, quantity: second },
  ];
  const hold = granted(await ask(world, lines(2, 2)));
  const own = { holdId: hold.id, fan: hold.fan };
  granted(await ask(world, 1, { key: "k" }));
  granted(await extend(own));
  granted(await readHold(own));
  granted(await change({ ...own, lines: lines(1, 3) }, priceLines));
  const changed = granted(await change({ ...own, lines: lines(3, 1) }, priceLines));
  const orderId = randomUUID();
  granted(await beginPayment({ ...own, orderId }));
  const replaced = granted(await replace({ hold: changed, sold: changed.units.slice(0, 1) }));
  await confirm({ eventId, holdId: hold.id, orderId });
  const generation = await generationOf(eventId);
  await giveBack({ eventId, returnId: "r", generation, units: replaced.units, holdId: hold.id, orderId });

  const second = granted(await ask(world, lines(1, 1)));
  granted(await release({ holdId: second.id, fan: second.fan }));
  const third = granted(await ask(world, lines(1, 1)));
  const thirdOrder = randomUUID();
  granted(await beginPayment({ holdId: third.id, fan: third.fan, orderId: thirdOrder }));
  await releaseOrder({ eventId, holdId: third.id, orderId: thirdOrder });
  const fourth = granted(await ask(world, lines(2, 2)));
  const [poolId = ""] = world.poolIds;
  const blocked = granted(await block(eventId, poolId, 3));
  await unblock({ eventId, poolId, returnId: "u", ...blocked });
  const capping = { eventId, ticketTypeId: world.secondTypeId, capacity: 15, owner: randomUUID() };
  granted(await cap(capping));
  await lift(capping);
  await setPaused(eventId, true);
  await setPaused(eventId, false);
  await rows("update events set catalogue_version = catalogue_version + 1 where id = $1", [eventId]);
  await reload(eventId);
  const counts = granted(await snapshot(eventId));
  granted(await rebuild(eventId));
  const back = granted(await ask(world, [], { fan: fourth.fan, receipt: receiptOf(fourth) }));
  await sweep(eventId);
  const seen = await inspect(eventId);
  if (seen.kind !== "stock") throw new Error("nothing was seen");
  await mend(eventId, seen.stock, [{ kind: "recount" }]);
  return { world, counts, back, fourth };
}

/** The same where the units are seats; ends with what lies in Redis and what is told of it. */
async function aSeatedJourney() {
  const world = await anEventIn(
    { stalls: ["aaaaaaaa", "XCaa aaa"] },
    { types: [{ kind: "seated", category: "a", capacity: 14 }] },
  );
  const { eventId, typeId } = world;
  const [poolId = ""] = world.poolIds;
  const seats = (row: string, ...numbers: number[]) => numbers.map((number) => `stalls-${row}-${number}`);
  const hold = granted(await askFor(world, these(...seats("A", 3, 4))));
  const own = { holdId: hold.id, fan: hold.fan };
  granted(await extend(own));
  const picks = seats("A", 4, 5, 6).map((id) => ({ id }));
  const changed = granted(await change({ ...own, lines: [], seats: picks }, priceLines));
  const orderId = randomUUID();
  granted(await beginPayment({ ...own, orderId }));
  const taken = await replace({ hold: changed, sold: changed.units.filter(({ seat }) => seat?.id === "stalls-A-6") });
  const rest = granted(await beginPayment({ ...own, orderId }));
  await confirm({ eventId, holdId: hold.id, orderId });
  const generation = await generationOf(eventId);
  await giveBack({ eventId, returnId: "r", generation, units: rest.units.slice(0, 1), holdId: hold.id, orderId });

  const second = granted(await askFor(world, { ...best(world, 2), accessible: 1 }));
  granted(await release({ holdId: second.id, fan: second.fan }));
  const third = granted(await askFor(world, best(world, 4, { split: true })));
  const blocked = granted(
    await blockSeats(
      eventId,
      [15, 14].map((unit) => ({ poolId, unit })),
    ),
  );
  granted(await blockSeats(eventId, [{ poolId, unit: 13 }]));
  await unblock({ eventId, poolId, returnId: "u", generation, units: blocked.seats.map(({ unit }) => unit) });
  const lies = await rawRedis().get(`inv:{${eventId}}:seats`);
  const told = granted(await snapshot(eventId, { withSeats: true }));
  const seen = await inspect(eventId);
  if (seen.kind !== "stock") throw new Error("nothing was seen");
  await mend(eventId, seen.stock, [{ kind: "free", rangeId: poolId, unit: 13 }]);
  const mended = await rawRedis().get(`inv:{${eventId}}:seats`);
  granted(await rebuild(eventId));
  const back = granted(await askFor(world, { fan: third.fan, receipt: receiptOf(third) }));
  const fourth = granted(await askFor(world, best(world, 1)));
  await release({ holdId: fourth.id, fan: fourth.fan });
  return { lies, mended, taken, counts: told.types[typeId], seats: told.seats, back: seatsIn(back) };
}

const folder = "lib/inventory/scripts";

test("every script touches only the keys it is given, and none is left out", async () => {
  const { back, fourth } = await aJourney();
  expect(back.units).toEqual(fourth.units);
  expect((await aSeatedJourney()).back).toHaveLength(4);
  const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
  const sources = [...ran];
  const unrun = files.filter((name) => {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    return !sources.some((source) => source.endsWith(text));
  });
  expect(files.length).toBeGreaterThan(20);
  expect(unrun).toEqual([]);
  expect([...unwatched]).toEqual([]);
});

test("a script that touches another key would be seen", async () => {
  const stray = defineScript<string, string, string>({
    source: [checked('return redis.call("SET", KEYS[1] .. ":stray", "1")')],
    keys: (key) => [key],
    args: () => [],
    decode: String,
  });
  await expect(stray(`inv:{${randomUUID()}}:sale`)).rejects.toThrow("not given");
});

test("every script run twice does what it does once", async () => {
  const once = await aJourney();
  const seatedOnce = await aSeatedJourney();
  repeated.on = true;
  const twice = await aJourney();
  const seatedTwice = await aSeatedJourney();
  repeated.on = false;
  expect(seatedOnce.counts).toMatchObject({ sold: 2, held: 4 });
  expect(seatedTwice).toEqual(seatedOnce);
  const essence = ({ world, counts, back }: typeof once) => ({
    first: counts.types[world.typeId],
    second: counts.types[world.secondTypeId],
    units: back.units.map(({ unit, typeUnit }) => [unit, typeUnit]).length,
    total: back.totalCents,
  });
  expect(essence(twice)).toEqual(essence(once));
  const sale = await rawRedis().hgetall(`inv:{${twice.world.eventId}}:sale`);
  expect(sale.holds).toBe("1");
  for (const [name, count] of Object.entries(sale).filter(([field]) => field.startsWith("freed:"))) {
    expect(await rawRedis().scard(`inv:{${twice.world.eventId}}:${name}`)).toBe(Number(count));
  }
});
