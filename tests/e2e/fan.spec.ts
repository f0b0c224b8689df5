import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import arabic from "../../messages/ar.json" with { type: "json" };
import english from "../../messages/en.json" with { type: "json" };
import { patiently } from "../fixtures/crowd";
import { aFan } from "../fixtures/fan";
import { aSale, intentsOf, mailsTo, sales } from "../fixtures/sale";
import { eventually, rows, stack } from "../fixtures/stack";
import { mailedLink } from "./mailed-link";
import { addUp, expectTickets, fillBuyer, fillCard, hold, pay, sendLink } from "./shop";

const anAddress = (name: string) => `${name}.${randomUUID().slice(0, 8)}@example.com`;
const typeOf = async (eventId: string) => (await sales(eventId)).ticketTypes[0];
const paidOrders = (eventId: string) =>
  rows<{ status: string }>("select status from orders where event_id = $1 and status = 'paid'", [eventId]);

async function signIn(page: Page, email: string) {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await sendLink(page);
  await page.goto(await mailedLink(email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/account/);
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  for (const { language, prefix, texts, direction } of [
    { language: "English", prefix: "", texts: english, direction: "ltr" },
    { language: "Arabic", prefix: "/ar", texts: arabic, direction: "rtl" },
  ]) {
    test(`a guest buys two tickets in ${language}, and nothing is wider than the screen`, async ({ page }) => {
      const sale = await aSale();
      const fits = async () =>
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      await page.goto(`${prefix}/events/${sale.slug}`);
      await expect(page.locator("html")).toHaveAttribute("dir", direction);
      await fits();
      await page.getByRole("link", { name: texts.event.get }).first().tap();
      await expect(page).toHaveURL(new RegExp(`${prefix}/events/${sale.slug}/pick`));
      const more = page.getByRole("button", { name: new RegExp(`^${texts.pick.more.split("{")[0]}`) });
      await addUp(page, more.first(), 2, (button) => button.tap());
      await fits();
      await page.getByRole("button", { name: texts.pick.hold }).tap();
      await expect(page).toHaveURL(new RegExp(`${prefix}/checkout/`));
      await fits();

      const email = anAddress("phone");
      await page.getByLabel(texts.checkout.name).fill("Ada Phone");
      await page.getByLabel(texts.checkout.email).fill(email);
      await page.getByText(texts.checkout.namesTitle).tap();
      await page.locator('input[name="attendee"]').nth(1).fill("ليلى");
      const card = page.frameLocator("iframe").first();
      await card.locator("input").nth(0).fill("4242424242424242");
      await card.locator("input").nth(1).fill("12 / 34");
      await card.locator("input").nth(2).fill("123");
      await page.locator('button[type="submit"]', { hasText: texts.checkout.pay.split("{")[0] ?? "" }).press("Enter");

      await expect(page).toHaveURL(new RegExp(`${prefix}/orders/`));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(texts.order.paidTitle);
      await expect(page.locator("article").getByRole("img")).toHaveCount(2);
      await expect(page.getByText("ليلى")).toBeVisible();
      await fits();
      expect(await paidOrders(sale.eventId)).toHaveLength(1);
      const named = await rows<{ attendee_name: string }>(
        "select attendee_name from tickets where event_id = $1 order by unit",
        [sale.eventId],
      );
      expect(named.map((each) => each.attendee_name)).toEqual(["Ada Phone", "ليلى"]);
    });
  }

  test("a link in the header leads to the same page in the other language", async ({ page }) => {
    const sale = await aSale();
    await page.goto(`/events/${sale.slug}`);
    await page.getByRole("link", { name: "العربية" }).tap();
    await expect(page).toHaveURL(new RegExp(`/ar/events/${sale.slug}$`));
    await page.getByRole("link", { name: "English" }).tap();
    await expect(page).toHaveURL(new RegExp(`${new URL(stack.url).host}/events/${sale.slug}$`));
  });
});

test("who is signed in finds the address filled in, and the order in the account, on every device", async ({
  page,
  browser,
}) => {
  const sale = await aSale();
  const email = anAddress("account");
  await signIn(page, email);
  await hold(page, sale.slug, 2);
  await expect(page.getByText(email)).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(email);

  const elsewhere = await browser.newContext();
  const laptop = await elsewhere.newPage();
  await signIn(laptop, email);
  await expect(laptop.getByRole("heading", { name: "Held for you now" })).toBeVisible();
  await laptop.getByRole("link", { name: "Continue to checkout" }).click();
  await expect(laptop).toHaveURL(/\/checkout\/[^?]*$/);
  await laptop.getByLabel("Full name").fill("Ada Account");
  await fillCard(laptop, "4242424242424242");
  await pay(laptop).press("Enter");
  await expectTickets(laptop, 2);

  for (const device of [page, laptop]) {
    await device.goto("/account");
    await expect(device.getByRole("heading", { name: "Coming up" })).toBeVisible();
    await expect(device.getByRole("heading", { name: "Held for you now" })).toHaveCount(0);
    await expect(device.getByText("2 tickets")).toBeVisible();
  }
  expect(await paidOrders(sale.eventId)).toHaveLength(1);
  await elsewhere.close();
});

/** Tab by tab until the focus is there, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator) {
  for (let tabs = 0; tabs < 60; tabs++) {
    const reached = await target
      .evaluate(
        (element) => element.ownerDocument.activeElement === element && element.ownerDocument.hasFocus(),
        null,
        {
          timeout: 30_000,
        },
      )
      .catch(() => false);
    if (reached) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

test("a ticket is bought with a card by keyboard alone", async ({ page }) => {
  const sale = await aSale();
  await page.goto(`/events/${sale.slug}`);
  await tabTo(page, page.getByRole("link", { name: "Get tickets" }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/pick/);
  await tabTo(page, page.getByRole("button", { name: /^One more/ }).first());
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: "Hold tickets" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/checkout\//);

  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  await expect(card.getByLabel("Card number")).toBeVisible();
  await tabTo(page, page.getByLabel("Full name"));
  await page.keyboard.type("Ada Keys");
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type(anAddress("keys"));
  for (const [label, value] of [
    ["Card number", "4242424242424242"],
    ["Expiration date", "1234"],
    ["Security code", "123"],
  ] as const) {
    await tabTo(page, card.getByLabel(label));
    await page.keyboard.type(value);
  }
  await tabTo(page, pay(page));
  await page.keyboard.press("Enter");
  await expectTickets(page, 1);
});

test("a code that is none says so, and changes neither tickets nor price", async ({ page }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 1);
  await page.getByText("I have a code").click();
  await page.getByLabel("Code", { exact: true }).fill("HALFPRICE");
  await page.getByRole("button", { name: "Use code" }).click();
  await expect(page.getByText("This code does not work for this event.").first()).toBeVisible();
  await expect(page.getByLabel("Code", { exact: true })).toHaveValue("HALFPRICE");
  await expect(pay(page)).toHaveText("Pay €25.00");
  expect(await typeOf(sale.eventId)).toMatchObject({ held: 1 });
});

async function copiedLink(page: Page, context: BrowserContext) {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByText("Continue on another device").click();
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a link takes a hold to another device, and nothing but that hold", async ({ page, context, browser }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 1);
  const first = page.url();
  const firstLink = await copiedLink(page, context);

  const other = await browser.newContext();
  const laptop = await other.newPage();
  expect((await laptop.goto(first))?.status()).toBe(404);
  const stolen = new URL(firstLink);
  const foreign = await aSale();
  await hold(page, foreign.slug, 1);
  const second = new URL(page.url()).pathname;
  expect((await laptop.goto(`${second}/continue?t=${stolen.searchParams.get("t")}`))?.status()).toBe(404);

  await laptop.goto(firstLink);
  await expect(laptop).toHaveURL(new URL(first).pathname);
  await fillBuyer(laptop, "Ada Laptop", anAddress("laptop"));
  await fillCard(laptop, "4242424242424242");
  await pay(laptop).press("Enter");
  await expectTickets(laptop, 1);
  await page.goto(first);
  await expectTickets(page, 1);
  expect(await paidOrders(sale.eventId)).toHaveLength(1);
  expect((await laptop.goto(second))?.status()).toBe(404);
  await other.close();
});

test("a purchase whose answer was lost goes on by itself, with one order and one charge", async ({ page }) => {
  const sale = await aSale();
  await hold(page, sale.slug, 1);
  await fillBuyer(page, "Ada Offline", anAddress("offline"));
  await fillCard(page, "4242424242424242");
  let lost = 0;
  await page.route("**/checkout/**", async (route) => {
    if (route.request().method() !== "POST" || lost >= 2) return route.continue();
    lost += 1;
    // The first is done and its answer lost; the second never leaves.
    if (lost === 1) await route.fetch();
    return route.abort("internetdisconnected");
  });
  await pay(page).press("Enter");
  await expect(page.getByText("The connection is gone.")).toBeVisible();
  await expectTickets(page, 1);
  expect(lost).toBe(2);
  expect(await paidOrders(sale.eventId)).toHaveLength(1);
  expect(await intentsOf(sale.eventId)).toMatchObject([{ status: "succeeded", amount_received: 2500 }]);
});

test("the tickets are mailed again to the same address", async ({ page }) => {
  const sale = await aSale({ priceCents: 0 });
  const email = anAddress("again");
  await hold(page, sale.slug, 1);
  await fillBuyer(page, "Ada Again", email);
  await page.getByRole("button", { name: "Get the tickets" }).click();
  await expectTickets(page, 1);
  await page.getByRole("button", { name: "Mail them again" }).click();
  await expect(page.getByText("On its way to")).toBeVisible();
  const mails = await eventually(
    () => mailsTo(email),
    (found) => found.length > 1,
    30_000,
  );
  expect(mails).toHaveLength(2);
});

test("they are mailed again before any script has run, too", async ({ browser }) => {
  const sale = await aSale({ priceCents: 0 });
  const fan = await aFan("Ada Plain");
  const held = await fan.reserve(sale.eventId, sale.one);
  const { order } = (await patiently(() => fan.purchase(held.body.hold.id))).body;
  const context = await browser.newContext({ baseURL: stack.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/orders/${order.id}?key=${order.key}`);
  await page.getByRole("button", { name: "Mail them again" }).click();
  await expect(page.getByText("On its way to")).toBeVisible();
  await context.close();
});

test("a search says what it found, and each thing that narrows it goes with one press", async ({ page }) => {
  await page.goto("/?q=talking&when=today&city=London");
  await expect(page.getByRole("heading", { name: "Nothing found" })).toBeVisible();
  await page.getByRole("link", { name: "Remove: Today" }).click();
  await expect(page.getByRole("heading", { name: "3 events found" })).toBeVisible();
  await expect(page).toHaveURL(/\/\?q=talking&city=London$/);
  await page.goto("/?cursor=nonsense&from=2026-13-99");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/events found/);
});
