import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { primary } from "@/db/client";
import { refunds } from "@/db/schema/money";
import { orders, tickets } from "@/db/schema/orders";
import { sendPaymentFailed } from "@/lib/notifications/send-payment-failed";
import { sendRefund } from "@/lib/notifications/send-refund";
import { sendTickets } from "@/lib/notifications/send-tickets";
import { aPaidOrder } from "../fixtures/paid-order";
import { aPostOffice } from "../fixtures/post-office";

let office: Awaited<ReturnType<typeof aPostOffice>>;
beforeAll(async () => {
  office = await aPostOffice();
  process.env.SMTP_URL = office.url;
});
afterAll(() => office.close());
beforeEach(() => {
  office.behave("take");
  office.mails.length = 0;
});

const host = () => new URL(process.env.NEXTAUTH_URL ?? "").hostname;

async function aRefund(wish: Partial<typeof refunds.$inferInsert> = {}) {
  const order = await aPaidOrder();
  const id = randomUUID();
  await primary()
    .insert(refunds)
    .values({
      id,
      orderId: order.orderId,
      status: "succeeded",
      amountCents: 2750,
      returnUnits: true,
      actor: "test",
      ...wish,
    });
  return { ...order, refundId: id };
}

describe("the confirmation", () => {
  test("brings the PDF, the calendar file and a link to the order, to the buyer alone", async () => {
    const { orderId, email } = await aPaidOrder({ holders: ["Zażółć", "Юлія"] });
    await sendTickets(orderId);
    const [mail] = office.mails;
    expect(office.mails).toHaveLength(1);
    expect(mail?.messageId).toBe(`<tickets.${orderId}@${host()}>`);
    expect([mail?.to].flat().map((to) => to?.text)).toEqual([email]);
    expect(mail?.subject).toBe("Your tickets for Test Night");
    expect(mail?.text).toMatch(new RegExp(`/orders/${orderId}\\?key=[\\w-]{32}`));
    expect(mail?.attachments.map(({ contentType }) => contentType)).toEqual(["application/pdf", "text/calendar"]);
    expect(mail?.attachments[0]?.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(mail?.attachments[1]?.content.toString()).toContain(`UID:order.${orderId}@`);
  });

  test("is sent once, however often it is asked for", async () => {
    const { orderId } = await aPaidOrder();
    await sendTickets(orderId);
    await sendTickets(orderId);
    expect(office.mails).toHaveLength(1);
  });

  test("is not sent before the money is there, and is sent after", async () => {
    const { orderId } = await aPaidOrder({ captured: false });
    await sendTickets(orderId);
    expect(office.mails).toEqual([]);
    await primary().update(orders).set({ capturedAt: new Date() }).where(eq(orders.id, orderId));
    await sendTickets(orderId);
    expect(office.mails).toHaveLength(1);
  });

  test("fails aloud while no mail can leave, and is sent on the next try", async () => {
    const { orderId } = await aPaidOrder();
    office.behave("refuse");
    await expect(sendTickets(orderId)).rejects.toThrow();
    office.behave("take");
    await sendTickets(orderId);
    expect(office.mails).toHaveLength(1);
  });

  test("sent again after a lost answer is the same mail: one Message-ID", async () => {
    const { orderId } = await aPaidOrder();
    office.behave("lose");
    await expect(sendTickets(orderId)).rejects.toThrow();
    office.behave("take");
    await sendTickets(orderId);
    expect(office.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill(`<tickets.${orderId}@${host()}>`));
  });

  test("still comes when all tickets were returned meanwhile, but brings none", async () => {
    const { orderId } = await aPaidOrder();
    await primary().update(tickets).set({ status: "void" }).where(eq(tickets.orderId, orderId));
    await sendTickets(orderId);
    expect(office.mails[0]?.attachments).toEqual([]);
    expect(office.mails[0]?.text).toContain("no longer valid");
  });
});

describe("a refund's notice", () => {
  test("says how much, once", async () => {
    const { refundId, ticketIds } = await aRefund();
    await primary()
      .update(refunds)
      .set({ ticketIds: ticketIds.slice(0, 1) })
      .where(eq(refunds.id, refundId));
    await sendRefund(refundId);
    await sendRefund(refundId);
    expect(office.mails.map(({ subject, messageId }) => [subject, messageId])).toEqual([
      ["€27.50 is on its way back to you", `<refund.${refundId}@${host()}>`],
    ]);
    expect(office.mails[0]?.text).toContain("One ticket of this order is no longer valid.");
  });

  test.each(["pending", "failed"] as const)("is not sent for one that is %s", async (status) => {
    const { refundId } = await aRefund({ status });
    await sendRefund(refundId);
    expect(office.mails).toEqual([]);
  });
});

describe("a failed payment's notice", () => {
  test("says that no money was taken, once, and only when it failed", async () => {
    const failed = await aPaidOrder({ status: "payment_failed", captured: false });
    await sendPaymentFailed(failed.orderId);
    await sendPaymentFailed(failed.orderId);
    await sendPaymentFailed((await aPaidOrder()).orderId);
    expect(office.mails.map(({ messageId }) => messageId)).toEqual([`<payment-failed.${failed.orderId}@${host()}>`]);
    expect(office.mails[0]?.text).toContain(`/events/${failed.slug}`);
  });
});
