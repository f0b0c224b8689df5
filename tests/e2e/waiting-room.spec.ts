import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { languageNames } from "@/lib/core/languages";
import arabic from "../../messages/ar.json" with { type: "json" };
import { aMember, aPerson } from "../fixtures/member";
import { sales } from "../fixtures/sale";
import { eventually, rawRedis, rows, stack } from "../fixtures/stack";
import { aHotSale, steer } from "./hot-sale";
import { mailedLink } from "./mailed-link";
import { expectTickets, fillBuyer, fillCard, holdHere, pay, sendLink } from "./shop";

const waitingOf = async (eventId: string): Promise<number> => (await sales(eventId)).waitingRoom.waiting;
/** What is told of a room may be a second old. */
const expectWaiting = (eventId: string, count: number) => expect.poll(() => waitingOf(eventId)).toBe(count);

const visitor = async (browser: Browser, options = {}) => {
  const context = await browser.newContext({ baseURL: stack.url, ...options });
  return { context, page: await context.newPage() };
};

const figure = (page: Page, label: string) =>
  page.locator("section:visible dt", { hasText: label }).locator("xpath=following-sibling::dd");

async function graveFindings(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  expect(passes.length).toBeGreaterThan(0);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
}

const turn = (page: Page) => page.getByRole("heading", { name: "It is your turn" });

test("a fan waits, is called, goes in and buys", async ({ page }) => {
  const { slug } = await aHotSale();
  await page.goto(`/events/${slug}/pick`);
  await expect(page).toHaveURL(new RegExp(`/waiting-room/${slug}$`));
  await expect(turn(page)).toBeVisible();
  await expect(page.getByRole("status").first()).toContainText("It is your turn");
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "I need more time" }).click();
  await expect(page.getByRole("status").first()).toContainText("You have more time");
  await page.getByRole("link", { name: "Choose tickets" }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${slug}/pick$`));
  await holdHere(page, 1);
  await fillBuyer(page, "Ada Waiting", `waiting.${slug}@example.com`);
  await fillCard(page, "4242424242424242");
  await pay(page).press("Enter");
  await expectTickets(page, 1);
});

test("a pass that is gone does not lose a cart, and opens nothing new", async ({ page }) => {
  const { slug, eventId } = await aHotSale();
  await page.goto(`/waiting-room/${slug}`);
  await page.getByRole("link", { name: "Choose tickets" }).click();
  await holdHere(page, 1);
  const passes = (await page.context().cookies()).filter(({ name }) => name.includes(eventId));
  expect(passes).toHaveLength(1);
  for (const { name } of passes) await page.context().clearCookies({ name });
  await page.reload();
  await expect(page.getByLabel("Full name")).toBeVisible();
  await page.goto(`/events/${slug}/pick`);
  await expect(page).toHaveURL(new RegExp(`/waiting-room/${slug}$`));
});

test("two tabs share one place, another browser has its own, and a pause is said", async ({ browser }) => {
  const { slug, eventId } = await aHotSale({ mode: "line", paused: true });
  const { context, page } = await visitor(browser);
  const tab = await context.newPage();
  for (const each of [page, tab]) {
    await each.goto(`/waiting-room/${slug}`);
    await expect(figure(each, "Your place")).toHaveText("1");
  }
  await expect(page.getByText("The line stands still for a moment.")).toBeVisible();
  await expect(figure(page, "Likely wait")).toHaveText("Paused");
  await expect(figure(page, "Ahead of you")).toHaveText("Nobody");
  await expect(page.getByRole("heading", { name: "You are next" })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  const other = await visitor(browser);
  await other.page.goto(`/waiting-room/${slug}`);
  await expect(figure(other.page, "Your place")).toHaveText("2");
  await expectWaiting(eventId, 2);
  await context.close();
  await other.context.close();
});

test("looking ahead joins nothing and claims nothing; a visit does", async ({ page }) => {
  const { slug, eventId } = await aHotSale({ mode: "line", paused: true });
  const headers = { Purpose: "prefetch", "Sec-Purpose": "prefetch", "Next-Router-Prefetch": "1" };
  for (const path of [`/waiting-room/${slug}`, `/waiting-room/${slug}/plain`, `/ar/waiting-room/${slug}/plain`]) {
    const answer = await fetch(stack.url + path, { headers });
    expect({ path, status: answer.status, cookies: answer.headers.getSetCookie() }).toEqual({
      path,
      status: 200,
      cookies: [],
    });
  }
  expect(await waitingOf(eventId)).toBe(0);
  await page.goto(`/waiting-room/${slug}`);
  await expect(figure(page, "Your place")).toHaveText("1");
  await expectWaiting(eventId, 1);
});

test("without scripts a fan joins, waits and goes in by forms", async ({ browser }) => {
  const { slug, ticketTypeId } = await aHotSale();
  const chosen = `?tickets=${ticketTypeId}.2`;
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  await page.goto(`/events/${slug}/pick${chosen}`);
  await page.getByRole("link", { name: /Wait without them/ }).click();
  await expect(page).toHaveURL(`/waiting-room/${slug}/plain${chosen}`);
  const answer = await page.reload();
  expect(answer?.headers().refresh).toBe("20");
  const join = page.getByRole("button", { name: "Join the line" });
  const enter = page.getByRole("button", { name: "Go in" });
  // Each part of the app hears of a room within seconds, and this page asks when it is loaded.
  await expect(async () => {
    await page.reload();
    await expect(join).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect(async () => {
    if (await join.isVisible()) await join.click();
    await expect(join).toBeHidden({ timeout: 10_000 });
  }).toPass();
  await expect(async () => {
    await page.reload();
    await expect(enter).toBeVisible({ timeout: 3000 });
  }).toPass();
  await expect(async () => {
    if (await enter.isVisible()) await enter.click();
    await expect(page).toHaveURL(`/events/${slug}/pick${chosen}`, { timeout: 10_000 });
  }).toPass();
  await expect(page.getByRole("button", { name: "Hold tickets" })).toBeVisible();
  await context.close();
});

/** Every network has as many numbers in this room as can be counted. */
const crowd = (eventId: string) => rawRedis().set(`wr:{${eventId}}:nets`, Buffer.alloc(2 ** 18, 0xff));

test("from a crowded network the page says that it works for its place, and gets it", async ({ page }) => {
  const { slug, eventId } = await aHotSale({ mode: "line", paused: true });
  await crowd(eventId);
  const seen: string[] = [];
  let show = () => {};
  const isShown = new Promise<void>((resolve) => {
    show = resolve;
  });
  page.on("request", (request) => {
    if (request.resourceType() === "script") seen.push("script");
  });
  await page.route("**/queue", async (route) => {
    seen.push("join");
    // What it solved goes out once the test has seen what the page says meanwhile.
    if (seen.filter((each) => each === "join").length > 1) await isShown;
    await route.continue();
  });
  await page.goto(`/waiting-room/${slug}`);
  await expect(page.getByRole("heading", { name: "One short check" })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("status").first()).toContainText("One short check");
  await expect(page.getByRole("link", { name: "Sign in with your email address instead" })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  show();
  await expect(figure(page, "Your place")).toHaveText("1", { timeout: 45_000 });
  await expect(page.getByRole("status").first()).toContainText("You are next");
  // What solves it was fetched for it.
  expect(seen.slice(seen.indexOf("join"), seen.lastIndexOf("join"))).toContain("script");
});

test("from a crowded network, without scripts, a fan is told what to do instead", async ({ browser }) => {
  const { slug, eventId } = await aHotSale();
  await crowd(eventId);
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  await expect(async () => {
    await page.goto(`/waiting-room/${slug}/plain`);
    await page.getByRole("button", { name: "Join the line" }).click({ timeout: 10_000 });
    await expect(page.getByRole("heading", { name: "One short check" })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
  await page.getByRole("link", { name: "Sign in with your email address instead" }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=.*plain/);
  expect(await waitingOf(eventId)).toBe(0);
  await context.close();
});

test("the page without scripts keeps nobody out", async ({ page }) => {
  const { slug } = await aHotSale();
  // It would be loaded again under the check's hands.
  await page.route("**/plain", async (route) => {
    const response = await route.fetch();
    const { refresh: _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  // Each part of the app hears of a room within seconds, and this page asks once.
  await expect(async () => {
    await page.goto(`/waiting-room/${slug}/plain`);
    await expect(page.getByRole("button", { name: "Join the line" })).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 120_000 });
  expect(await graveFindings(page)).toEqual([]);
});

test("before a draw everyone is equal: the page counts down, in Arabic from right to left", async ({ page }) => {
  const opensAt = new Date(Date.now() + 3 * 3_600_000).toISOString();
  const { slug } = await aHotSale({ mode: "draw", opensAt });
  await page.goto(`/waiting-room/${slug}`);
  await expect(page.getByText("Everyone who is here before it opens is equal")).toBeVisible();
  await page.getByRole("link", { name: "العربية" }).click();
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByText("كل من يحضر قبل الافتتاح متساوون")).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
});

type State = { phase: string; draw: { count: number; seed?: string } | null };

test("a fan registers, is drawn, called, goes in and buys, and finds their place and the record right", async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const { slug, eventId } = await aHotSale({ mode: "line", opensAt: new Date(Date.now() + 3_600_000).toISOString() });
  await page.goto(`/waiting-room/${slug}`);
  await expect(page.getByRole("heading", { name: "You are early" })).toBeVisible();
  const other = await visitor(browser);
  await other.page.goto(`/waiting-room/${slug}`);
  expect(
    await eventually(
      () => waitingOf(eventId),
      (waiting) => waiting === 2,
    ),
  ).toBe(2);

  // Everybody is there by now, however slow they were: only then it is a draw that is about to begin.
  await steer(eventId, { mode: "draw", opensAt: new Date(Date.now() + 2000).toISOString() });
  const state = async (): Promise<State> => (await fetch(`${stack.url}/api/v1/events/${slug}/queue/state`)).json();
  const drawn = await eventually(state, ({ phase }) => phase === "line", 90_000);
  expect(drawn).toMatchObject({ phase: "line", draw: { count: 2, seed: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  await other.context.close();
  await page.reload();
  await expect(turn(page)).toBeVisible({ timeout: 30_000 });
  await page.getByRole("link", { name: "Choose tickets" }).click();
  await holdHere(page, 1);
  await fillBuyer(page, "Ada Drawn", `drawn.${slug}@example.com`);
  await fillCard(page, "4242424242424242");
  await pay(page).press("Enter");
  await expectTickets(page, 1);

  await page.goto(`/waiting-room/${slug}/draw`);
  await expect(page.getByText("Everybody has a place")).toBeVisible();
  await page.getByRole("button", { name: "Check my place" }).click();
  await expect(page.getByText(/^Your place is [12]$/)).toBeVisible();
  await expect(page.getByText("You are on the list that was fixed at the closing.")).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "How fair it was" }).click();
  await expect(page.getByText("Nobody was overtaken")).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
});

/** Where somebody is a fan with a pass, signed in or not, and how an organizer may name them. */
const named: [as: string, naming: (fan: Page, address: string) => Promise<string>][] = [
  ["the code on their page", async (fan) => (await fan.locator("[data-fill=code]").textContent()) ?? ""],
  ["the address of their account", async (_, address) => address.toUpperCase()],
];

for (const [as, naming] of named)
  test(`an organizer takes the pass of one person back, by ${as}, and of nobody else`, async ({ browser }) => {
    const { slug, eventId } = await aHotSale();
    const [bad, good] = [await visitor(browser), await visitor(browser)];
    const signIn = ({ context }: typeof bad, { session }: { session: string }) =>
      context.addCookies([{ name: "next-auth.session-token", value: session, url: stack.url }]);
    const account = await aPerson();
    if (as.includes("account")) {
      await signIn(bad, account);
      await signIn(good, await aPerson());
    }
    for (const { page } of [bad, good]) {
      await page.goto(`/waiting-room/${slug}`);
      await expect(turn(page)).toBeVisible();
    }
    const whom = await naming(bad.page, account.email);
    expect(whom).toMatch(/^([\w-]{12}|[\w-]+@EXAMPLE.COM)$/);
    const [event] = await rows<{ id: string }>("select organization_id as id from events where id = $1", [eventId]);
    const desk = await visitor(browser);
    await signIn(desk, await aMember("owner", event?.id));
    await desk.page.goto(`/dashboard/events/${eventId}/waiting-room`);
    await desk.page.getByRole("button", { name: "Take one pass back" }).click();
    const question = desk.page.getByRole("alertdialog", { name: "Take one person’s pass back?" });
    const answer = async (text: string) => {
      await question.getByLabel("Their email, or their code").fill(text);
      await question.getByRole("button", { name: "Take this pass back" }).click();
    };
    // An account that nobody has, and one that never joined here.
    for (const nobody of ["nobody@example.com", (await aPerson()).email]) {
      await answer(nobody);
      await expect(desk.page.getByText(/^Nobody who was called in this room/).first()).toBeVisible();
    }
    expect(await graveFindings(desk.page)).toEqual([]);
    // A busy store may not answer the first time.
    await expect(async () => {
      if (await question.isVisible()) await answer(whom);
      await expect(question).toBeHidden({ timeout: 5000 });
    }).toPass({ timeout: 60_000 });
    const known = () =>
      rows("select 1 from audit_log where target_id = $1 and action = 'waiting_room.revoked'", [eventId]);
    expect((await known()).length).toBeGreaterThan(0);

    await expect(async () => {
      await bad.page.goto(`/events/${slug}/pick`);
      await expect(bad.page).toHaveURL(new RegExp(`/waiting-room/${slug}$`), { timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await expect(bad.page.getByRole("heading", { name: "This place has been used" })).toBeVisible();
    await bad.page.getByRole("button", { name: "Join again at the end" }).click();
    await expect(bad.page.getByText("so you cannot join again")).toBeVisible();
    await expect(bad.page.getByRole("button", { name: "Join again at the end" })).toBeHidden();
    await good.page.goto(`/events/${slug}/pick`);
    await expect(good.page).toHaveURL(new RegExp(`/events/${slug}/pick$`));
    for (const { context } of [bad, good, desk]) await context.close();
  });

/** In, and gone again, by the page's own routes. */
async function hadTurn(page: Page, slug: string) {
  await page.goto(`/waiting-room/${slug}`);
  await expect(turn(page)).toBeVisible();
  const pass = `/api/v1/events/${slug}/queue/pass`;
  const left = () => page.evaluate((path) => fetch(path, { method: "DELETE" }).then(({ status }) => status), pass);
  expect(await eventually(left, (status) => status === 204)).toBe(204);
}

test("whose turn is over joins again at the end by one key, keeps that place, and goes in", async ({
  page,
  browser,
}) => {
  const { slug, eventId } = await aHotSale();
  await hadTurn(page, slug);
  await steer(eventId, { paused: true });
  const other = await visitor(browser);
  await other.page.goto(`/waiting-room/${slug}`);
  await expect(figure(other.page, "Your place")).toHaveText("2");
  await page.goto(`/waiting-room/${slug}`);
  await expect(page.getByRole("heading", { name: "This place has been used" })).toBeVisible();
  expect(await graveFindings(page)).toEqual([]);
  await expect(page.getByRole("button", { name: "Join again at the end" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(figure(page, "Your place")).toHaveText("3");
  await page.reload();
  await expect(figure(page, "Your place")).toHaveText("3");
  await steer(eventId, { paused: false });
  await page.reload();
  await page.getByRole("link", { name: "Choose tickets" }).click();
  await expect(page).toHaveURL(new RegExp(`/events/${slug}/pick$`));
  await other.context.close();
});

test("without scripts, too, whose turn is over joins again at the end", async ({ browser }) => {
  const { slug, eventId } = await aHotSale();
  const { context, page } = await visitor(browser);
  await hadTurn(page, slug);
  await steer(eventId, { paused: true });
  const plainly = await visitor(browser, { javaScriptEnabled: false, storageState: await context.storageState() });
  const join = plainly.page.getByRole("button", { name: "Join the line" });
  const again = plainly.page.getByRole("button", { name: "Join again at the end" });
  // Each part of the app hears of a pause within seconds, and this page asks when it is loaded.
  await expect(async () => {
    await plainly.page.goto(`/waiting-room/${slug}/plain`);
    await join.click({ timeout: 5000 });
    await expect(again).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 120_000 });
  await expect(async () => {
    if (await again.isVisible()) await again.click();
    await expect(figure(plainly.page, "Your place")).toHaveText("2", { timeout: 5000 });
  }).toPass({ timeout: 120_000 });
  for (const each of [context, plainly.context]) await each.close();
});

test("by keyboard alone: the way in lies under the next key, and leads to what was chosen before", async ({ page }) => {
  const { slug, ticketTypeId } = await aHotSale();
  const chosen = `?tickets=${ticketTypeId}.2`;
  await page.goto(`/events/${slug}/pick${chosen}`);
  await expect(page).toHaveURL(`/waiting-room/${slug}${chosen}`);
  await expect(turn(page)).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose tickets" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/events/${slug}/pick${chosen}`);
});

test("what was chosen before is found again by who signs in while they wait, in another language", async ({ page }) => {
  const { slug, eventId, ticketTypeId } = await aHotSale({ mode: "line", paused: true });
  const chosen = `tickets=${ticketTypeId}.2`;
  const email = `waiting.${slug}@example.com`;
  await page.goto(`/events/${slug}/pick?${chosen}`);
  await expect(figure(page, "Your place")).toHaveText("1");
  await page.getByRole("link", { name: languageNames.ar }).click();
  await expect(page).toHaveURL(`/ar/waiting-room/${slug}?${chosen}`);
  await page.getByRole("link", { name: arabic.room.signIn }).click();
  await page.getByLabel(arabic.signIn.email).fill(email);
  await sendLink(page, (button) => button.click({ timeout: 5000 }), arabic.signIn);
  await page.goto(await mailedLink(email));
  await steer(eventId, { paused: false });
  await page.getByRole("button", { name: arabic.signIn.confirmButton }).click();
  await expect(page).toHaveURL(`/ar/waiting-room/${slug}?again=&${chosen}`);
  await page.getByRole("link", { name: arabic.room.turn.enter }).click();
  await expect(page).toHaveURL(`/ar/events/${slug}/pick?${chosen}`);
});

test("without a connection the last state stays, and the page goes on by itself", async ({ page }) => {
  const { slug, eventId } = await aHotSale({ mode: "line", paused: true });
  await page.goto(`/waiting-room/${slug}`);
  await expect(figure(page, "Your place")).toHaveText("1");
  await page.context().setOffline(true);
  await expect(page.getByText("No connection.")).toBeVisible();
  await expect(figure(page, "Your place")).toHaveText("1");
  await steer(eventId, { paused: false });
  const isPaused = async () => (await (await fetch(`${stack.url}/api/v1/events/${slug}/queue/state`)).json()).paused;
  expect(await eventually(isPaused, (paused) => paused === false)).toBe(false);
  await page.context().setOffline(false);
  await expect(turn(page)).toBeVisible({ timeout: 120_000 });
});
