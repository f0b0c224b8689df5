import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { aFan, call, visa } from "../fixtures/fan";
import { aSale } from "../fixtures/sale";
import { stack } from "../fixtures/stack";

const withoutId = ({ status, body }: { status: number; body: object }) => ({
  status,
  body: { ...body, requestId: "" },
});

async function anOrder() {
  const [fan, sale] = [await aFan(), await aSale()];
  const { body } = await fan.reserve(sale.eventId, sale.two);
  const bought = await fan.purchase(body.hold.id, visa);
  expect(bought.status).toBe(201);
  const { order } = bought.body;
  return { fan, sale, order, path: `/api/v1/orders/${order.id}` };
}

const download = async (path: string) => {
  const response = await fetch(`${stack.url}${path}`);
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe("an order", () => {
  test("is read by its buyer, and by whoever shows its key", async () => {
    const { fan, order, path } = await anOrder();
    const own = await fan.ask(path);
    expect(own.body.order).toMatchObject({ id: order.id, status: "paid", totalCents: 5000, buyer: fan.buyer });
    expect(own.headers.get("cache-control")).toBe("private, no-store");
    expect((await call(`${path}?key=${order.key}`)).body.order).toEqual(own.body.order);
  });

  test("is not there for anybody else: the same answer as for one that never was", async () => {
    const { order, path } = await anOrder();
    const [stranger, other] = [await aFan(), await anOrder()];
    const nobodys = await stranger.ask(`/api/v1/orders/${randomUUID()}`);
    expect(nobodys).toMatchObject({ status: 404, body: { code: "not_found" } });
    for (const asked of [path, `${path}?key=${"A".repeat(32)}`, `${path}?key=${other.order.key}`, "/api/v1/orders/1"]) {
      expect(withoutId(await stranger.ask(asked))).toEqual(withoutId(nobodys));
    }
    expect((await call(`${path}?key=${order.key}`)).status).toBe(200);
  });
});

describe("its files", () => {
  test("are a PDF and a calendar entry, for whoever may read the order", async () => {
    const { order, path, sale } = await anOrder();
    const pdf = await download(`${path}/tickets.pdf?key=${order.key}`);
    expect(pdf.headers.get("content-type")).toBe("application/pdf");
    expect(pdf.headers.get("content-disposition")).toMatch(/^attachment; filename="tickets-[\w-]+\.pdf"$/);
    expect(pdf.headers.get("cache-control")).toBe("private, no-store");
    expect(pdf.bytes.subarray(0, 5).toString()).toBe("%PDF-");

    const calendar = await download(`${path}/calendar.ics?key=${order.key}`);
    expect(calendar.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(calendar.bytes.toString()).toContain("BEGIN:VEVENT");
    expect(calendar.headers.get("content-disposition")).toContain(sale.slug);
  });

  test("are not there for others, nor before the order is paid", async () => {
    const { path } = await anOrder();
    const [fan, sale] = [await aFan(), await aSale()];
    const { body } = await fan.reserve(sale.eventId, sale.one);
    const waiting = await fan.purchase(body.hold.id, { paymentMethod: "pm_card_authenticationRequired" });
    expect(waiting.status).toBe(202);
    for (const file of ["tickets.pdf", "calendar.ics"]) {
      expect((await call(`${path}/${file}`)).status).toBe(404);
      expect((await call(`/api/v1/orders/${waiting.body.orderId}/${file}?key=${waiting.body.key}`)).status).toBe(404);
    }
    expect((await call(`/api/v1/orders/${waiting.body.orderId}?key=${waiting.body.key}`)).body.order).toMatchObject({
      status: "pending",
      tickets: [{ code: null }],
    });
  });
});
