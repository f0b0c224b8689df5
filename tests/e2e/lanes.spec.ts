import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type { StateDocument } from "@/lib/waiting-room/state-document";
import { call } from "../fixtures/fan";
import { aMember } from "../fixtures/member";
import { rows, stack } from "../fixtures/stack";
import { aHotSale } from "./hot-sale";
import { holdHere } from "./shop";

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

async function graveFindings(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(passes.length).toBeGreaterThan(0);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
}

/** Opens a presale as its organizer does, at the desk, and says what that left on the screen. */
async function opensPresale(browser: Browser, { eventId, slug }: { eventId: string; slug: string }) {
  const [event] = await rows<{ id: string }>("select organization_id as id from events where id = $1", [eventId]);
  const owner = await aMember("owner", event?.id);
  const context = await browser.newContext({ baseURL: stack.url });
  await context.addCookies([{ name: "next-auth.session-token", value: owner.session, url: stack.url }]);
  const page = await context.newPage();
  await page.goto(`/dashboard/events/${eventId}/waiting-room`);
  await page.locator("summary", { hasText: "Presale" }).click();
  const presale = page.locator("details", { hasText: "Presale" });
  await presale.getByLabel("Share in percent").fill("60");
  await presale.getByLabel("Codes").fill("VIP");
  await page.getByRole("button", { name: "Save the lanes" }).click();
  await expect(page.getByText("Each code has 4 to 40 letters")).toBeVisible();
  // Before the word of what was done comes sliding in.
  expect(await graveFindings(page)).toEqual([]);
  await presale.getByLabel("Codes").fill("FANCLUB-26");
  await page.getByRole("button", { name: "Save the lanes" }).click();
  await expect(page.getByText("Saved: it binds within seconds").first()).toBeVisible();
  await context.close();
  // It binds within seconds: codes are taken once everybody is told of the lane.
  const lanes = async () => (await call<StateDocument>(`/api/v1/events/${slug}/queue/state`)).body.lanes;
  await expect.poll(lanes).toMatchObject({ presale: { phase: "line" } });
}

const ownLine = (page: Page) => page.getByText("Your line: Presale");

test("an organizer opens a presale, and a fan's code leads to its line and in, before everybody's opens", async ({
  browser,
  page,
}) => {
  const { slug, eventId } = await aHotSale({ mode: "line", opensAt: inAnHour() });
  await opensPresale(browser, { eventId, slug });
  await page.goto(`/waiting-room/${slug}`);
  await expect(page.getByRole("timer", { name: "Opens in" })).toBeVisible();
  await page.getByText("I have a code for another line").click();
  await page.getByLabel("Code", { exact: true }).fill("FANCLUB-27");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/^That code opens no line here/)).toBeVisible();
  await expect(ownLine(page)).toBeHidden();
  expect(await graveFindings(page)).toEqual([]);
  await page.getByLabel("Code", { exact: true }).fill("fanclub-26");
  await page.getByRole("button", { name: "Use this code" }).click();
  await expect(ownLine(page)).toBeVisible();
  await expect(page.getByRole("heading", { name: "It is your turn" })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  // A reload is the same place in the same line.
  await page.reload();
  await expect(ownLine(page)).toBeVisible();
  await page.getByRole("link", { name: "Choose tickets" }).click();
  await holdHere(page, 1);
});

test("a code that stands in the address is used at once; a fan without one stays where they are", async ({
  browser,
  page,
}) => {
  const { slug, eventId } = await aHotSale({ mode: "line", opensAt: inAnHour() });
  await opensPresale(browser, { eventId, slug });
  await page.goto(`/waiting-room/${slug}?code=FANCLUB-26`);
  await expect(page.getByRole("heading", { name: "It is your turn" })).toBeVisible();
  const other = await browser.newContext({ baseURL: stack.url });
  const without = await other.newPage();
  await without.goto(`/waiting-room/${slug}`);
  await expect(without.getByRole("timer", { name: "Opens in" })).toBeVisible();
  await expect(ownLine(without)).toBeHidden();
  await other.close();
});

test("without scripts a code is a form of its own, and one that opens nothing takes no place away", async ({
  browser,
}) => {
  const { slug, eventId } = await aHotSale({ mode: "line", opensAt: inAnHour() });
  await opensPresale(browser, { eventId, slug });
  const context = await browser.newContext({ baseURL: stack.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/waiting-room/${slug}/plain`);
  await page.getByRole("button", { name: "Join the line" }).click();
  await expect(page).toHaveURL(/ticket=/);
  await page.getByText("I have a code for another line").click();
  await page.getByLabel("Code", { exact: true }).fill("FANCLUB-27");
  await page.getByRole("button", { name: "Use this code" }).click();
  await expect(page.getByText(/^That code opens no line here/)).toBeVisible();
  await expect(page).toHaveURL(/ticket=/);
  await page.getByLabel("Code", { exact: true }).fill("FANCLUB-26");
  await page.getByRole("button", { name: "Use this code" }).click();
  await expect(ownLine(page)).toBeVisible();
  await page.getByRole("button", { name: "Go in" }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${slug}/pick$`));
  await context.close();
});
