import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { mintVisitor } from "@/lib/auth/visitor";
import { noteHold } from "@/lib/inventory/note-hold";
import { notedHolds } from "@/lib/inventory/noted-holds";
import { release } from "@/lib/inventory/release";
import { reserve } from "@/lib/inventory/reserve";
import { priceLines } from "@/lib/orders/price";
import { aSale } from "../fixtures/sale";

let sale: Awaited<ReturnType<typeof aSale>>;
beforeAll(async () => {
  sale = await aSale({ capacity: 100 });
});

async function held(fan: string) {
  const hold = await reserve({ eventId: sale.eventId, fan, lines: sale.one }, priceLines);
  if (!hold.ok) throw new Error(hold.problem.kind);
  return hold.value;
}
const idsOf = async (owner: Parameters<typeof notedHolds>[0]) => (await notedHolds(owner)).map(({ id }) => id);

test("an account finds what it looked at on any device, and the visitor their own", async () => {
  const { fan } = mintVisitor();
  const userId = randomUUID();
  const hold = await held(fan);
  await noteHold(hold, { fan, userId });
  await noteHold(hold, { fan, userId });
  expect(await idsOf({ userId })).toEqual([hold.id]);
  expect(await idsOf({ fan })).toEqual([hold.id]);
  expect(await idsOf({ fan, userId })).toEqual([hold.id]);
  expect(await idsOf({ userId: randomUUID(), fan: mintVisitor().fan })).toEqual([]);
});

test("a hold that ended is found no more", async () => {
  const { fan } = mintVisitor();
  const [kept, given] = [await held(fan), await held(fan)];
  for (const hold of [kept, given]) await noteHold(hold, { fan });
  expect(await idsOf({ fan })).toHaveLength(2);
  await release({ holdId: given.id, fan });
  expect(await idsOf({ fan })).toEqual([kept.id]);
});

test("a note of somebody else's hold opens nothing", async () => {
  const { fan } = mintVisitor();
  const hold = await held(fan);
  const stranger = mintVisitor().fan;
  await noteHold({ id: hold.id, fan: stranger }, { fan: stranger });
  expect(await idsOf({ fan: stranger })).toEqual([]);
});
