import { eq } from "drizzle-orm";
import { afterEach, expect, test, vi } from "vitest";
import { orderFacts } from "@/db/analytics/schema";
import { analytics, primary } from "@/db/client";
import { upsertOrderFact } from "@/db/queries/analytics";
import { orders } from "@/db/schema/orders";
import { recordOrder } from "@/lib/analytics/record-order";
import { aPaidOrder } from "../fixtures/paid-order";

const factsOf = (orderId: string) => analytics().select().from(orderFacts).where(eq(orderFacts.orderId, orderId));

afterEach(() => vi.resetModules());

test("a captured order is one row in the database of reports, however often it is recorded", async () => {
  const { orderId, eventId, organizationId, typeId } = await aPaidOrder();
  await recordOrder(orderId);
  await recordOrder(orderId);
  const facts = await factsOf(orderId);
  expect(facts).toHaveLength(1);
  expect(facts[0]).toMatchObject({ eventId, organizationId, eventTitle: "Test Night", status: "paid" });
  expect(facts[0]).toMatchObject({ units: 2, totalCents: 5500, refundedCents: 0, currency: "EUR" });
  expect(facts[0]?.items).toEqual([{ ticketTypeId: typeId, quantity: 2, unitCents: 2500 }]);
});

test("a refund changes the row, and an older message that comes late does not change it back", async () => {
  const { orderId } = await aPaidOrder();
  await recordOrder(orderId);
  const [before] = await factsOf(orderId);
  await primary()
    .update(orders)
    .set({ refundedCents: 2750, status: "partially_refunded" })
    .where(eq(orders.id, orderId));
  await recordOrder(orderId);
  expect((await factsOf(orderId))[0]).toMatchObject({ refundedCents: 2750, status: "partially_refunded" });
  if (before) await upsertOrderFact(before);
  expect((await factsOf(orderId))[0]).toMatchObject({ refundedCents: 2750, status: "partially_refunded" });
});

test("an order without its money is no fact", async () => {
  const { orderId } = await aPaidOrder({ captured: false });
  await recordOrder(orderId);
  expect(await factsOf(orderId)).toEqual([]);
});

test("while the database of reports is away it fails aloud, so that the queue repeats", async () => {
  const { orderId } = await aPaidOrder();
  const away = new URL(process.env.ANALYTICS_DATABASE_URL ?? "");
  away.pathname = "/gone";
  vi.stubEnv("ANALYTICS_DATABASE_URL", away.href);
  vi.resetModules();
  const fresh = await import("@/lib/analytics/record-order");
  await expect(fresh.recordOrder(orderId)).rejects.toThrow();
  vi.unstubAllEnvs();
  await recordOrder(orderId);
  expect(await factsOf(orderId)).toHaveLength(1);
});
