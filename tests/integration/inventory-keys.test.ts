import { Command, Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { watchEvent } from "@/lib/audit/watch-event";
import { rebuild } from "@/lib/inventory/rebuild";
import { receiptOf } from "@/lib/inventory/receipt";
import { aFan, visa } from "../fixtures/fan";
import { ask } from "../fixtures/fans";
import { granted } from "../fixtures/granted";
import { aSale, asOrganizer, sales } from "../fixtures/sale";
import { eventually, rawRedis } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

// Every command that Redis is given, by callers and from inside scripts.
let watcher: Redis | undefined;
const seen: string[][] = [];
beforeAll(async () => {
  watcher = await new Redis(process.env.REDIS_URL ?? "").monitor();
  watcher.on("monitor", (_at: string, words: string[]) => seen.push(words));
});
afterAll(() => watcher?.disconnect());

const keysOf = ([name = "", ...words]: string[]) => new Command(name, words).getKeys().map(String);
const tagOf = (key: string) => /^inv:\{([0-9a-f-]{36})\}:/.exec(key)?.[1];

/** A whole sale: held, changed, lapsed or bought, refunded, paused, lost, rebuilt, claimed back, audited. */
async function aWholeSale() {
  const { eventId, one, two } = await aSale({ capacity: 4 });
  const [buyer, other] = [await aFan(), await aFan()];
  const held = (await buyer.reserve(eventId, two, "k")).body.hold;
  await buyer.ask(`/api/v1/holds/${held.id}/change`, { method: "POST", body: { items: one } });
  await buyer.ask(`/api/v1/holds/${held.id}/extend`, { method: "POST" });
  const bought = await buyer.purchase(held.id, visa, "k");
  expect(bought.status).toBe(201);
  expect((await asOrganizer(`/orders/${bought.body.order.id}/refunds`, "POST", {})).status).toBe(201);
  const back = await eventually(
    async () => (await sales(eventId)).ticketTypes[0],
    (type) => type?.sold === 0 && type.available === 4,
  );
  expect(back).toMatchObject({ sold: 0, available: 4 });
  const given = (await other.reserve(eventId, two)).body.hold;
  expect((await other.ask(`/api/v1/holds/${given.id}`, { method: "DELETE" })).status).toBe(204);
  const lost = (await other.reserve(eventId, one)).body.hold;
  await rawRedis().del(`inv:{${eventId}}:sale`);
  const again = { eventId, items: [], receipt: lost.receipt };
  expect((await other.ask("/api/v1/tickets/reserve", { method: "POST", body: again })).body.hold.id).toBe(lost.id);
  await watchEvent(eventId);
  return eventId;
}

const slotOf = (key: string) => new Command("GET", [key]).getSlot();
/** What the product keeps; other tests beside this one look at Redis in ways of their own. */
const isOurs = (key: string) => /^(inv|cache|limit|noted):/.test(key);

test("every key of a sale, its drafts and its lock too, has its event's tag, and no command mixes two slots", async () => {
  const eventId = await aWholeSale();
  const world = await anEvent({ types: [{}, { capacity: 3 }] });
  const hold = granted(await ask(world, 1));
  granted(await rebuild(world.eventId));
  granted(await ask(world, [], { fan: hold.fan, receipt: receiptOf(hold) }));

  const commands = await eventually(
    async () => seen.map(keysOf).filter((keys) => keys.length > 0 && keys.every(isOurs)),
    (all) => all.flat().some((key) => tagOf(key) === world.eventId),
  );
  const names = [...new Set(commands.flat())].filter((key) => key.includes(eventId));
  for (const name of ["sale", "expiry", "returns", "released", "rebuilding"])
    expect(names).toContain(`inv:{${eventId}}:${name}`);
  expect(names.some((key) => key.startsWith(`inv:{${eventId}}:freed:`))).toBe(true);
  const untagged = names.filter((key) => key.startsWith("inv:") && tagOf(key) === undefined);
  expect(untagged).toEqual([]);
  const crossing = commands.filter((keys) => new Set(keys.map(slotOf)).size > 1);
  expect(crossing).toEqual([]);
});

test("control: a command over two tags would be seen", () => {
  const keys = keysOf(["DEL", "inv:{a}:sale", "inv:{b}:sale"]);
  expect(new Set(keys.map(slotOf)).size).toBe(2);
  expect(keys.map(tagOf)).toEqual([undefined, undefined]);
});
