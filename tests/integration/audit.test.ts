import { expect, test } from "vitest";
import { aFan, visa } from "../fixtures/fan";
import { brokenPromises } from "../fixtures/promises";
import { aSale } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

/** One order bought, one hold left lying, everything at rest. */
async function aSaleAtRest() {
  const sale = await aSale({ capacity: 20 });
  const [buyer, other] = [await aFan(), await aFan()];
  const bought = await buyer.purchase((await buyer.reserve(sale.eventId, sale.two)).body.hold.id, visa);
  expect(bought.status).toBe(201);
  expect((await other.reserve(sale.eventId, sale.one)).status).toBe(200);
  const atRest = await eventually(
    () => brokenPromises(sale.eventId),
    (found) => found.length === 0,
  );
  expect(atRest).toEqual([]);
  return { ...sale, order: bought.body.order };
}

test("a sale at rest keeps every promise, and one that is broken is named", async () => {
  const { eventId, order } = await aSaleAtRest();
  await rows("update tickets set status = 'void' where order_id = $1 and unit = $2", [
    order.id,
    order.tickets[0]?.unit,
  ]);
  const broken = await brokenPromises(eventId);
  expect(broken.map(({ check }) => check).sort()).toEqual([
    "captured_without_tickets",
    "sold_miscounted",
    "unit_leaked",
  ]);
}, 120_000);
