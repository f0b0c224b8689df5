import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { aSale, asOrganizer, intentsOf, mailsTo, sales } from "../fixtures/sale";
import { codesInPdf } from "../fixtures/scan-pdf";
import { eventually, rows } from "../fixtures/stack";
import {
  expectTickets,
  fillBuyer,
  fillCard,
  hold,
  holdHere,
  mailedPdf,
  pay,
  sendLink,
  verifiedAtTheDoor,
} from "./shop";

const anAddress = (name: string) => `${name}.${randomUUID().slice(0, 8)}@example.com`;
const typeOf = async (eventId: string) => (await sales(eventId)).ticketTypes[0];
const orders = (eventId: string) =>
  rows<{ status: string; attempts: number }>("select status, attempts from orders where event_id = $1", [eventId]);

test("a fan finds a demo event, holds two tickets, pays, and the code in the mailed PDF opens the door", async ({
  page,
}) => {
  const email = anAddress("story");
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page
    .getByRole("link", { name: /Nachtschicht/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/events\//);
  await page.getByRole("link", { name: "Get tickets" }).first().click();
  await holdHere(page, 2);

  await fillBuyer(page, "Ada Story", email);
  await fillCard(page, "4242424242424242");
  await pay(page).press("Enter");
  await expectTickets(page, 2);

  const codes = codesInPdf(await mailedPdf(email)).map(String);
  expect(new Set(codes).size).toBe(2);
  const [code = ""] = codes;
  const flipped = `${code.slice(0, 30)}${code[30] === "A" ? "B" : "A"}${code.slice(31)}`;
  const verdicts = await verifiedAtTheDoor([...codes, flipped]);
  expect(verdicts.map(({ ok }) => ok)).toEqual([true, true, false]);
  const tickets = await rows<{ id: string }>(
    "select t.id from tickets t join orders o on o.id = t.order_id where o.buyer_email = $1 and t.status = 'valid'",
    [email],
  );
  const named = verdicts.flatMap((verdict) => (verdict.ok ? [verdict.value.ticketId] : []));
  expect(named.sort()).toEqual(tickets.map(({ id }) => id).sort());
});

test("a declined card says that nothing was charged, and a second card buys the same tickets", async ({ page }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 2);
  await fillBuyer(page, "Ada Second", anAddress("second"));
  await fillCard(page, "4000000000000002");
  await pay(page).press("Enter");
  await expect(page.getByText("nothing was charged")).toBeVisible();
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 0, held: 2 });

  await fillCard(page, "4242424242424242");
  await pay(page).press("Enter");
  await expectTickets(page, 2);
  expect(await orders(sale.eventId)).toEqual([{ status: "paid", attempts: 2 }]);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 5000 }]);
});

test("the bank asks who it is, and the purchase goes on", async ({ page }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 1);
  await fillBuyer(page, "Ada Secure", anAddress("secure"));
  await fillCard(page, "4000002760003184");
  await pay(page).press("Enter");
  await page.frameLocator('iframe[title="3D Secure authentication"]').getByRole("button", { name: "Complete" }).click();
  await expectTickets(page, 1);
  expect(await orders(sale.eventId)).toEqual([{ status: "paid", attempts: 1 }]);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 2500 }]);
});

test("a failed challenge charges nothing and leaves the tickets held", async ({ page }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 1);
  await fillBuyer(page, "Ada Refused", anAddress("refused"));
  await fillCard(page, "4000002760003184");
  await pay(page).press("Enter");
  await page.frameLocator('iframe[title="3D Secure authentication"]').getByRole("button", { name: "Fail" }).click();
  await expect(page.getByText("nothing was charged")).toBeVisible();
  expect(await intentsOf(sale.eventId)).toMatchObject([{ amount_received: 0, amount_capturable: 0 }]);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 0, held: 1 });
});

test("a hold that ran out offers the same tickets again, and they can be bought", async ({ page }) => {
  const sale = await aSale({ capacity: 2, hold: { ttlSeconds: 6 } });
  await hold(page, sale.slug, 2);
  await expect(page.getByText("The time for these tickets ran out").first()).toBeVisible();
  await eventually(
    () => typeOf(sale.eventId),
    (type) => type?.held === 0,
  );
  // The next hold has time enough to be looked at.
  const longer = await asOrganizer(`/events/${sale.eventId}`, "PATCH", { hold: { ttlSeconds: 600 } });
  expect(longer.status).toBe(200);
  expect(await typeOf(sale.eventId)).toMatchObject({ sold: 0, held: 0, available: 2 });
  expect(await intentsOf(sale.eventId)).toEqual([]);

  await page.getByRole("link", { name: "Pick the same tickets again" }).click();
  await page.getByRole("button", { name: "Hold tickets" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  expect(await typeOf(sale.eventId)).toMatchObject({ held: 2, available: 0 });
});

test("the button pressed twice is one order and one charge", async ({ page }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 2);
  await fillBuyer(page, "Ada Twice", anAddress("twice"));
  await fillCard(page, "4242424242424242");
  await pay(page).dblclick();
  await expectTickets(page, 2);
  expect(await orders(sale.eventId)).toEqual([{ status: "paid", attempts: 1 }]);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 5000 }]);
});

test("a closed tab loses nothing: the same hold, the same clock, and after paying the tickets", async ({
  page,
  context,
}) => {
  const sale = await aSale();
  await hold(page, sale.slug, 2);
  const checkout = page.url();
  const until = await page
    .getByText(/held until|Held until/i)
    .first()
    .textContent();
  await page.close();
  expect(await typeOf(sale.eventId)).toMatchObject({ held: 2 });

  const back = await context.newPage();
  await back.goto(checkout);
  expect(
    await back
      .getByText(/held until|Held until/i)
      .first()
      .textContent(),
  ).toBe(until);
  await fillBuyer(back, "Ada Returns", anAddress("returns"));
  await fillCard(back, "4242424242424242");
  await pay(back).press("Enter");
  await expectTickets(back, 2);
  await back.close();

  const again = await context.newPage();
  await again.goto(checkout);
  await expectTickets(again, 2);
  expect(await orders(sale.eventId)).toEqual([{ status: "paid", attempts: 1 }]);
});

test("a free ticket needs no card, and the whole way works by keyboard", async ({ page }) => {
  const sale = await aSale({ priceCents: 0 });
  await page.goto(`/events/${sale.slug}/pick`);
  await page
    .getByRole("button", { name: /^One more/ })
    .first()
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Hold tickets" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/checkout\//);
  await page.getByLabel("Full name").focus();
  await page.keyboard.type("Ada Keys");
  await page.keyboard.press("Tab");
  await page.keyboard.type(anAddress("keys"));
  await page.keyboard.press("Enter");
  await expectTickets(page, 1);
  expect(await intentsOf(sale.eventId)).toEqual([]);
});

test("a mailed link signs a person in once, behind a button", async ({ page }) => {
  const email = anAddress("signin");
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await sendLink(page);
  const [mail] = await eventually(
    () => mailsTo(email),
    (found) => found.length > 0,
  );
  const [link = ""] = /https?:\/\/\S*\/sign-in\/confirm\S*/.exec(mail?.text ?? "") ?? [];
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account/);
  await expect(page.getByText(email).first()).toBeVisible();
});
