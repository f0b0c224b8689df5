import { Command } from "ioredis";
import { beforeAll, expect, test } from "vitest";
import { blindSwap } from "../fixtures/blind-swap";
import { inTurns } from "../fixtures/crowd";
import { aFan, callOnce, type Fan } from "../fixtures/fan";
import { withoutPostgresGuard, withScript } from "../fixtures/guards-off";
import { generationOf } from "../fixtures/ledger";
import { ownPlatform } from "../fixtures/platform";
import { aSale, asOrganizer, sales } from "../fixtures/sale";
import { eventually, rawRedis, stack } from "../fixtures/stack";
import { aCrowd, buy, type reserve, storm, type Told, wrongs } from "../fixtures/storm";

const platform = ownPlatform({ cluster: true, lendsRedis: true });

let fans: Fan[] = [];
beforeAll(async () => {
  fans = await aCrowd(100);
});

type Sale = Awaited<ReturnType<typeof aSale>>;
const saleKey = ({ eventId }: Sale) => `inv:{${eventId}}:sale`;
const masterOf = (sale: Sale) => {
  const slot = new Command("GET", [saleKey(sale)]).getSlot() ?? 0;
  return Math.floor((slot * platform.redis.length) / 16_384);
};

/** Sales whose keys lie on masters of their own. */
async function salesApart(capacity: number): Promise<[Sale, Sale]> {
  const first = await aSale({ capacity });
  for (;;) {
    const second = await aSale({ capacity });
    if (masterOf(second) !== masterOf(first)) return [first, second];
  }
}

test("a sale from its first hold to a refund, and a rush of a hundred, is on a cluster what it is on one Redis", async () => {
  const sale = await aSale({ capacity: 30 });
  const [early, ...others] = fans;
  if (!early) throw new Error("no fan");
  const first = await buy(early, sale);
  expect(first.said).toBe("sold");
  const [orderId = ""] = first.orderIds;
  expect((await asOrganizer(`/orders/${orderId}/refunds`, "POST", {})).status).toBe(201);
  const free = await eventually(
    async () => (await sales(sale.eventId)).ticketTypes[0],
    (type) => type?.available === 30,
  );
  expect(free).toMatchObject({ sold: 0, held: 0, available: 30 });

  const told = await inTurns(others, (fan) => buy(fan, sale), 99);
  expect(told.filter(({ said }) => said === "sold")).toHaveLength(30);
  expect(await wrongs(sale, 30, told)).toEqual([]);
  expect(await rawRedis().exists(saleKey(sale))).toBe(1);
});

type Outage = { mine: Told[]; others: Told[]; meanwhile: Awaited<ReturnType<typeof reserve>>["status"][] };

/** The master of the first sale is killed in its middle; the second sells on; then the master is back, empty. */
async function outage([mine, other]: [Sale, Sale], [crowd, beside]: [Fan[], Fan[]]): Promise<Outage> {
  const master = platform.redis[masterOf(mine)];
  const meanwhile: number[] = [];
  let others: Told[] = [];
  const told = await storm({
    sale: mine,
    crowd,
    after: 5,
    strike: async () => {
      await master?.kill();
      others = await inTurns(beside, (fan) => buy(fan, other), 20);
      const items = mine.one;
      const asked = await (await aFan("Ada Fan", stack.url, callOnce)).reserve(mine.eventId, items);
      meanwhile.push(asked.status, Number(asked.headers.get("retry-after")));
      await master?.start("empty");
    },
  });
  return { mine: told, others, meanwhile };
}

test("one of three masters killed: the others' events sell on, its own answers 503 and sells on once it is back", async () => {
  const [mine, other] = await salesApart(30);
  const before = await generationOf(mine.eventId);
  const seen = await outage([mine, other], [fans.slice(0, 50), fans.slice(50)]);
  const [status, retryAfter = 0] = seen.meanwhile;
  expect(status).toBe(503);
  expect(retryAfter).toBeGreaterThan(0);
  expect(seen.others.filter(({ said }) => said === "sold")).toHaveLength(30);
  expect(seen.mine.filter(({ said }) => said === "sold")).toHaveLength(30);
  expect(await wrongs(other, 30, seen.others)).toEqual([]);
  expect(await wrongs(mine, 30, seen.mine)).toEqual([]);
  expect(await generationOf(mine.eventId)).toBeGreaterThan(before);
});

test("control: rebuilt blind, and without Postgres's guard, the sale of the lost master oversells", async () => {
  const [mine, other] = await salesApart(30);
  const found = await withScript(blindSwap.words, blindSwap.edits, () =>
    withoutPostgresGuard(async () => {
      const seen = await outage([mine, other], [fans.slice(0, 50), fans.slice(50, 55)]);
      return wrongs(mine, 30, seen.mine, 3000);
    }),
  );
  expect(found).toContain("oversold");
});
