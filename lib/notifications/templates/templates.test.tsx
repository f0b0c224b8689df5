import { describe, expect, test, vi } from "vitest";
import { aTicketDocument } from "@/tests/fixtures/ticket-document";
import { rendered } from "../render";
import { PaymentFailedMail } from "./payment-failed";
import { RefundedMail } from "./refunded";
import { SignInMail } from "./sign-in";
import { TicketsMail } from "./tickets";

const { env } = vi.hoisted(() => ({ env: { HOLDFAST_SECRET: "a master of the tests, long enough" } }));
vi.mock("@/lib/core/env", () => ({ env: () => env }));

const link = "https://tickets.example.com/orders/1?key=k&more=m";
const { event, order } = aTicketDocument();
const head = { event, order: { ...order, status: "payment_failed" as const, totalCents: 8500, refundedCents: 4250 } };

const mails = {
  tickets: TicketsMail({ document: aTicketDocument(), link }),
  refunded: RefundedMail({ head, refund: { amountCents: 4250, tickets: 1 }, link }),
  "payment failed": PaymentFailedMail({ head, link }),
  "sign in": SignInMail({ url: link, minutes: 10 }),
};

describe.each(Object.entries(mails))("the mail %s", (_, template) => {
  test("says the same in words and in pictures, and is usable without pictures", async () => {
    const { html, text } = await rendered(template);
    expect(html).toContain('href="https://tickets.example.com/orders/1?key=k&amp;more=m"');
    expect(text).toContain(link);
    expect(text.split(link)).toHaveLength(2);
    expect(html).toContain('lang="en"');
    expect(html).toContain("prefers-color-scheme: dark");
    expect(html).not.toMatch(/<img|<script|undefined|mail\.\w+/);
    expect(text).not.toMatch(/undefined|[{}<>]|&amp;/);
  });
});

describe("the confirmation", () => {
  test("tells what was bought, when it starts by the venue's clock, and what it cost", async () => {
    const tickets = [{ typeName: "Balcony" }, {}, {}];
    const { text } = await rendered(TicketsMail({ document: aTicketDocument({ tickets }), link }));
    for (const words of ["Nachtschicht", "Saturday, 5 December 2026\n20:00 (CET)", "1 × Balcony\n2 × Standing"]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("€127.50");
  });

  test("calls a free order free, and counts yen without cents", async () => {
    const free = await rendered(TicketsMail({ document: aTicketDocument({ order: { totalCents: 0 } }), link }));
    expect(free.text).toContain("Paid\nFree");
    const yen = aTicketDocument({ order: { totalCents: 12000, currency: "JPY" } });
    expect((await rendered(TicketsMail({ document: yen, link }))).text).toContain("12,000");
  });

  test("promises no tickets when all were returned meanwhile", async () => {
    const { text } = await rendered(TicketsMail({ document: aTicketDocument({ tickets: [] }), link }));
    expect(text).toContain("no longer valid");
    expect(text).not.toContain("attached as a PDF");
  });

  test("shows names as text, whatever is in them", async () => {
    const name = `<img src=x onerror="alert(1)">`;
    const { html } = await rendered(
      TicketsMail({ document: aTicketDocument({ order: { buyerName: name }, event: { title: name } }), link }),
    );
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img");
  });
});

test("a refund says how much is on its way, and whether tickets stay valid", async () => {
  const { text } = await rendered(mails.refunded);
  expect(text).toContain("We sent €42.50 back.");
  expect(text).toContain("One ticket of this order is no longer valid.");
  const amount = RefundedMail({ head, refund: { amountCents: 100, tickets: 0 }, link });
  expect((await rendered(amount)).text).toContain("Your tickets stay valid.");
});

test("a failed payment says that no money was taken", async () => {
  expect((await rendered(mails["payment failed"])).text).toContain("No money was taken.");
});
