import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { stadium } from "@/lib/seating/demo/stadium";
import { theatre } from "@/lib/seating/demo/theatre";
import { aFan } from "../fixtures/fan";
import { rows, stack } from "../fixtures/stack";
import { aHouseSale, aSeatedSale, openPicker, type Plan } from "./houses";
import { expectTickets, fillBuyer, fillCard, pay } from "./shop";

const anAddress = (name: string) => `${name}.${randomUUID().slice(0, 8)}@example.com`;

/** Where a seat of the plan is drawn now, in the page. */
async function drawnAt(page: Page, plan: Plan, id: string) {
  const canvas = page.getByRole("img", { name: "Map of the seats" });
  await canvas.scrollIntoViewIfNeeded();
  const [x = 0, y = 0, scale = 1] = ((await canvas.getAttribute("data-view")) ?? "").split(",").map(Number);
  const seat = plan.sections
    .flatMap((section) => (section.kind === "seats" ? section.rows.flatMap(({ seats }) => seats) : []))
    .find((each) => each.id === id);
  const box = await canvas.boundingBox();
  if (!seat || !box) throw new Error(`${id} is not drawn`);
  return { x: box.x + (seat.x - x) * scale + box.width / 2, y: box.y + (seat.y - y) * scale + box.height / 2 };
}

const viewOf = async (page: Page) =>
  (await page.getByRole("img", { name: "Map of the seats" }).getAttribute("data-view")) ?? "";

const seatButton = (page: Page, row: string, number: number) =>
  page.getByRole("button", { name: new RegExp(`^.Balcony., row .${row}., seat .${number}.,`) });
const yourSeats = (page: Page) => page.getByRole("list", { name: "Your seats" }).getByRole("listitem");
const take = async (eventId: string, ...ids: string[]) => {
  const fan = await aFan("Bo Faster");
  const headers = { "Idempotency-Key": randomUUID() };
  const answer = await fan.ask("/api/v1/tickets/reserve", { method: "POST", body: { eventId, seats: ids }, headers });
  expect(answer.status).toBe(200);
};

const heldSeats = (eventId: string) =>
  rows<{ seat: { row: string; number: number } }>(
    "select seat from tickets where event_id = $1 and status = 'valid' order by unit",
    [eventId],
  );

const moreSeats = (page: Page) => page.getByRole("button", { name: /^One more: .Seat/ });

test("the best seats come by their number alone, side by side, and are named until the ticket", async ({ page }) => {
  const sale = await aSeatedSale();
  await page.goto(`/events/${sale.slug}`);
  await page.getByRole("link", { name: "Get tickets" }).first().click();
  await moreSeats(page).click();
  await moreSeats(page).click();
  await page.getByRole("button", { name: "Hold tickets" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  const summary = page.getByRole("complementary");
  await expect(summary.getByText(/Balcony.*, row .A.*, seat .\d/)).toHaveCount(2);
  await fillBuyer(page, "Ada Best", anAddress("best"));
  await fillCard(page, "4242424242424242");
  await pay(page).press("Enter");
  await expectTickets(page, 2);
  await expect(page.getByRole("article").getByText(/Balcony, row A, seat \d/)).toHaveCount(2);
  const seats = (await heldSeats(sale.eventId)).map(({ seat }) => seat);
  expect(seats.map(({ row }) => row)).toEqual(["A", "A"]);
  expect(Math.abs(Number(seats[0]?.number) - Number(seats[1]?.number))).toBe(1);
});

test("they come before any script has run, too, with as many accessible ones as are needed", async ({ browser }) => {
  const sale = await aSeatedSale();
  const context = await browser.newContext({ baseURL: stack.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/events/${sale.slug}/pick`);
  await page.getByRole("spinbutton", { name: /Seat/ }).fill("2");
  await page.getByText("Accessible seats").click();
  await page.getByRole("spinbutton", { name: "How many of you need an accessible seat" }).fill("1");
  await page.getByRole("button", { name: "Hold tickets" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  const seats = page.getByRole("complementary").getByText(/row .A.*, seat/);
  await expect(seats).toHaveCount(2);
  await expect(seats.first()).toHaveText(/seat .1/);
  await expect(seats.nth(1)).toHaveText(/seat .2/);
  await context.close();
});

test.describe("without motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("by mouse: a section is pressed, then two seats on the map, and their names are on the tickets", async ({
    page,
  }) => {
    const plan = theatre();
    const sale = await aHouseSale(plan);
    await openPicker(page, sale.slug);
    const whole = await viewOf(page);
    // From afar seats are dots: what is pressed is their section.
    const section = await drawnAt(page, plan, "S-C-12");
    await page.mouse.click(section.x, section.y);
    await expect.poll(() => viewOf(page)).not.toBe(whole);
    for (const [index, id] of ["S-C-11", "S-C-12"].entries()) {
      const { x, y } = await drawnAt(page, plan, id);
      await page.mouse.click(x, y);
      // The map may move when the list above it grows.
      await expect(yourSeats(page)).toHaveCount(index + 1);
    }
    await page.getByLabel(/^Kind of ticket for .*seat .12/).selectOption({ label: "Under 18" });
    await expect(page.getByText("€60.00")).toBeVisible();
    await page.getByRole("button", { name: "Hold tickets" }).click();
    await expect(page).toHaveURL(/\/checkout\//);
    await fillBuyer(page, "Ada Mouse", anAddress("mouse"));
    await fillCard(page, "4242424242424242");
    await pay(page).press("Enter");
    await expectTickets(page, 2);
    await expect(page.getByRole("article").getByText("Stalls, row C, seat 11")).toBeVisible();
    await expect(page.getByRole("article").getByText("Stalls, row C, seat 12")).toBeVisible();
  });

  test("the largest house is at most 500 elements, and a poll never moves the view", async ({ page }) => {
    const plan = stadium();
    const sale = await aHouseSale(plan);
    await openPicker(page, sale.slug);
    const whole = await viewOf(page);
    const section = await drawnAt(
      page,
      plan,
      plan.sections[20]?.kind === "seats" ? (plan.sections[20].rows[3]?.seats[3]?.id ?? "") : "",
    );
    await page.mouse.click(section.x, section.y);
    await expect.poll(() => viewOf(page)).not.toBe(whole);
    const near = await viewOf(page);
    const first = plan.sections[0]?.kind === "seats" ? plan.sections[0].rows[0]?.seats[0]?.id : "";
    await take(sale.eventId, first ?? "");
    await page.waitForResponse(/availability/);
    await page.waitForResponse(/availability/);
    expect(await viewOf(page)).toBe(near);
    const elements = await page.evaluate(() => document.querySelectorAll("*").length);
    expect(elements).toBeGreaterThan(100);
    expect(elements).toBeLessThanOrEqual(500);
  });
});

test("by keyboard alone: through the list to two seats of another row, and on to the checkout", async ({ page }) => {
  const sale = await aSeatedSale();
  await openPicker(page, sale.slug);
  await page.getByRole("combobox", { name: "Section" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Row" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(seatButton(page, "A", 1)).toBeFocused();
  await expect(seatButton(page, "A", 1)).toHaveAccessibleName(/€35\.00, accessible, free$/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(seatButton(page, "B", 2)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  await expect(seatButton(page, "B", 3)).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("status").filter({ hasText: /seat .3.: picked/ })).toHaveCount(1);
  await expect(page.getByRole("button", { pressed: true })).toHaveCount(2);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  const hold = page.getByRole("button", { name: "Hold tickets" });
  for (let tabs = 0; tabs < 25 && !(await hold.evaluate((button) => button === document.activeElement)); tabs++)
    await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  // Seat 1 would be left alone.
  await expect(page.getByRole("alert").getByText(/row .B., seat .1/)).toBeVisible();
  await seatButton(page, "B", 2).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Enter");
  await hold.press("Enter");
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByRole("complementary").getByText(/row .B., seat .[123]/)).toHaveCount(3);
});

test("a picked seat that another fan takes is named as soon as it is gone, and the other stays", async ({ page }) => {
  const sale = await aSeatedSale();
  await openPicker(page, sale.slug);
  await page.getByRole("combobox", { name: "Row" }).selectOption({ index: 1 });
  await seatButton(page, "B", 3).click();
  await seatButton(page, "B", 4).click();
  await expect(yourSeats(page)).toHaveCount(2);
  await take(sale.eventId, "1-2-4");
  await expect(
    page.getByRole("alert").getByText(/Just taken by somebody else: .Balcony., row .B., seat .4/),
  ).toBeVisible();
  await expect(yourSeats(page)).toHaveCount(1);
  await expect(yourSeats(page)).toHaveText(/row .B., seat .3/);
  await expect(seatButton(page, "B", 4)).toHaveAttribute("aria-disabled", "true");
});

test("the same when the hold is what finds out, and the seats held can be changed afterwards", async ({ page }) => {
  const sale = await aSeatedSale();
  await openPicker(page, sale.slug);
  await page.getByRole("combobox", { name: "Row" }).selectOption({ index: 1 });
  await seatButton(page, "B", 3).click();
  await seatButton(page, "B", 4).click();
  await page.route("**/availability", (route) => route.abort());
  await take(sale.eventId, "1-2-4");
  await page.getByRole("button", { name: "Hold tickets" }).click();
  await expect(
    page.getByRole("alert").getByText(/Just taken by somebody else: .Balcony., row .B., seat .4/),
  ).toBeVisible();
  await page.unroute("**/availability");
  await page.getByRole("button", { name: "Hold tickets" }).click();
  await expect(page).toHaveURL(/\/checkout\//);

  await page.getByRole("link", { name: "Change" }).click();
  await expect(yourSeats(page)).toHaveCount(1);
  await page.getByRole("combobox", { name: "Row" }).scrollIntoViewIfNeeded();
  await expect(seatButton(page, "B", 3)).toHaveAttribute("aria-pressed", "true");
  await seatButton(page, "B", 3).click();
  await seatButton(page, "B", 1).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
  await expect(page.getByRole("complementary").getByText(/row .B., seat .1/)).toHaveCount(1);
  await expect(page.getByRole("complementary").getByText(/seat .3/)).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("two fingers bring the seats near, and one picks", async ({ page }) => {
    const plan = theatre();
    const sale = await aHouseSale(plan);
    await openPicker(page, sale.slug);
    const at = await drawnAt(page, plan, "S-H-14");
    const before = Number((await viewOf(page)).split(",")[2]);
    const device = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: at.x - apart, y: at.y },
      { x: at.x + apart, y: at.y },
    ];
    await device.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(12) });
    for (const apart of [20, 40, 60, 80, 100])
      await device.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
    await device.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(async () => Number((await viewOf(page)).split(",")[2])).toBeGreaterThan(before * 3);
    const seat = await drawnAt(page, plan, "S-H-14");
    await page.touchscreen.tap(seat.x, seat.y);
    await expect(yourSeats(page)).toHaveText(/Stalls.*row .H.*seat .14/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
  });
});
