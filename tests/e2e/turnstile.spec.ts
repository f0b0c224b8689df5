import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import arabic from "../../messages/ar.json" with { type: "json" };
import english from "../../messages/en.json" with { type: "json" };
import { eventually, rawRedis } from "../fixtures/stack";
import { aTurnstile } from "../fixtures/turnstile";
import { appBeside } from "./app-beside";
import { aHotSale } from "./hot-sale";
import { serveTurnstile } from "./turnstile-widget";

const siteKey = "0x4AAAAAAAAsite";
const secret = "0x4AAAAAAAAsecret";
let turnstile: Awaited<ReturnType<typeof aTurnstile>>;
let app: Awaited<ReturnType<typeof appBeside>>;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  turnstile = await aTurnstile(secret);
  app = await appBeside({
    ...{ TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secret },
    TURNSTILE_VERIFY_URL: turnstile.url,
  });
});
test.afterAll(async () => {
  await app?.stop();
  turnstile?.close();
});

/** A room in which every network has as many numbers as can be counted, and what went wrong in the page or was forbidden by its policy. */
async function beforeARoom(page: Page) {
  const { slug, eventId } = await aHotSale({ mode: "line", paused: true });
  await rawRedis().set(`wr:{${eventId}}:nets`, Buffer.alloc(2 ** 18, 0xff));
  // Each app hears of a room within seconds.
  const heard = async () => (await fetch(`${app.url}/api/v1/events/${slug}/queue/state`)).status;
  expect(await eventually(heard, (status) => status === 200)).toBe(200);
  const cloudflare = await serveTurnstile(page, turnstile, siteKey);
  const forbidden: string[] = [];
  page.on("console", (line) => {
    if (line.text().includes("Content Security Policy")) forbidden.push(line.text());
  });
  page.on("pageerror", ({ message }) => forbidden.push(message));
  await page.exposeFunction("noteForbidden", (text: string) => forbidden.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      (window as never as { noteForbidden: (text: string) => void }).noteForbidden(
        `${violatedDirective} ${blockedURI}`,
      ),
    );
  });
  return { path: `${app.url}/waiting-room/${slug}`, cloudflare, forbidden };
}

const place = (page: Page, { place: label } = english.room.line) =>
  page.locator("section:visible dt", { hasText: label }).locator("xpath=following-sibling::dd");
/** Clicked, not checked: it is gone with its frame before anybody could look at it again. */
const box = (page: Page) =>
  page.frameLocator('iframe[src^="https://challenges.cloudflare.com/"]').getByLabel("Verify you are human");
const graveFindings = async (page: Page) =>
  (await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze()).violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id }) => id);

test("from a crowded network a fan is shown Turnstile's widget, solves it and joins", async ({ page }) => {
  const { path, forbidden } = await beforeARoom(page);
  await page.goto(path);
  await expect(page.getByRole("heading", { name: english.room.check.title })).toBeVisible();
  await expect(page.getByText(english.room.check.widget)).toBeVisible();
  await expect(page.getByText(english.room.check.text)).toBeHidden();
  await expect(box(page)).toBeVisible();
  await expect(page.getByText(english.room.check.unsolved)).toBeHidden();
  expect(await graveFindings(page)).toEqual([]);
  await box(page).click();
  await expect(place(page)).toHaveText("1");
  await expect(page.locator("iframe")).toHaveCount(0);
  expect(forbidden).toEqual([]);
});

test("on a narrow phone in Arabic the widget is no wider than the page", async ({ page }) => {
  const { path, forbidden } = await beforeARoom(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(path.replace("/waiting-room", "/ar/waiting-room"));
  await expect(box(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await box(page).click();
  await expect(place(page, arabic.room.line)).toHaveText("1");
  expect(forbidden).toEqual([]);
});

for (const manner of ["errs", "blocked"] as const) {
  const what = manner === "errs" ? "that gives up" : "whose script is blocked";
  test(`a widget ${what} is told plainly, and can be tried again`, async ({ page }) => {
    const { path, cloudflare, forbidden } = await beforeARoom(page);
    cloudflare.manner = manner;
    await page.goto(path);
    const told = page.getByRole("status").filter({ hasText: english.room.check.unsolved });
    await expect(told).toBeVisible();
    // It is no connection that is missing.
    await expect(page.getByText(english.room.offline)).toBeHidden();
    await expect(page.getByRole("link", { name: english.room.check.signIn })).toBeVisible();
    expect(await graveFindings(page)).toEqual([]);

    cloudflare.manner = "asks";
    await page.getByRole("button", { name: english.room.check.again }).press("Enter");
    await expect(told).toBeHidden();
    await box(page).click();
    await expect(place(page)).toHaveText("1");
    expect(forbidden).toEqual([]);
  });
}
