import { type Browser, expect, type Page, test } from "@playwright/test";
import { patiently } from "../fixtures/crowd";
import { aFan, visa } from "../fixtures/fan";
import { aMember, aPerson } from "../fixtures/member";
import { aSale, mailsTo } from "../fixtures/sale";
import { eventually, rows, stack } from "../fixtures/stack";

/** A browser in which somebody with this role in the event's organization is signed in. */
async function aDesk(browser: Browser, eventId: string, role: Parameters<typeof aMember>[0]): Promise<Page> {
  const [event] = await rows<{ organization_id: string }>("select organization_id from events where id = $1", [
    eventId,
  ]);
  const { session } = await aMember(role, event?.organization_id);
  const context = await browser.newContext();
  await context.addCookies([{ name: "next-auth.session-token", value: session, url: stack.url, httpOnly: true }]);
  return context.newPage();
}

test("an organizer refunds at the desk, and the fan sees it on their page and in their mail", async ({
  browser,
  page,
}) => {
  const sale = await aSale({ fees: { fixedCents: 100, percent: 0, included: false } });
  const fan = await aFan("Ada Refund");
  const { id } = (await fan.reserve(sale.eventId, sale.two)).body.hold;
  const { order } = (await patiently(() => fan.purchase(id, visa))).body;
  await eventually(
    () => mailsTo(fan.email),
    (mails) => mails.length > 0,
  );

  const desk = await aDesk(browser, sale.eventId, "finance");
  await desk.goto("/dashboard/orders");
  await desk.getByLabel("Search").fill(fan.email);
  await desk.getByRole("button", { name: "Search" }).click();
  await expect(desk).toHaveURL(/q=/);
  await desk.getByRole("link", { name: order.id.slice(0, 8).toUpperCase() }).click();
  await expect(desk.getByRole("heading", { level: 1 })).toContainText(order.id.slice(0, 8).toUpperCase());
  // Finance looks after the money, support after the mails.
  await expect(desk.getByRole("button", { name: "Send tickets again" })).toHaveCount(0);

  await desk.getByRole("button", { name: "Refund" }).click();
  const dialog = desk.getByRole("alertdialog");
  await expect(dialog.getByText("€52.00").first()).toBeVisible();
  await dialog.getByLabel("Chosen tickets").check();
  await dialog
    .getByRole("checkbox", { name: /^Standard/ })
    .first()
    .check();
  await dialog.getByRole("button", { name: "Refund €26.00" }).click();
  await expect(dialog).toBeHidden();
  await expect(desk.getByText("Partly refunded")).toBeVisible();
  await expect(desk.getByText(/Refund decided: €26\.00/)).toBeVisible();

  const mails = await eventually(
    () => mailsTo(fan.email),
    (found) => found.length > 1,
  );
  expect(mails.map(({ subject }) => subject).join()).toContain("26.00");
  await page.goto(`/orders/${order.id}?key=${order.key}`);
  await expect(page.getByText(/26\.00/).first()).toBeVisible();
  const known = await fan.ask(`/api/v1/orders/${order.id}`);
  expect(known.body.order).toMatchObject({ status: "partially_refunded", refundedCents: 2600 });
});

test("a role that may not refund is offered no refund", async ({ browser }) => {
  const sale = await aSale();
  const fan = await aFan("Bo Support");
  const { id } = (await fan.reserve(sale.eventId, sale.one)).body.hold;
  const { order } = (await patiently(() => fan.purchase(id, visa))).body;
  const desk = await aDesk(browser, sale.eventId, "support");
  await desk.goto(`/dashboard/orders/${order.id}`);
  await expect(desk.getByRole("button", { name: "Send tickets again" })).toBeVisible();
  await expect(desk.getByRole("button", { name: "Refund" })).toHaveCount(0);
  const answer = await desk.goto("/dashboard/keys");
  expect(answer?.status()).toBe(403);
  await expect(desk.getByText("Your role does not include this")).toBeVisible();
});

test("somebody new starts an organization and invites a colleague, who joins", async ({ browser }) => {
  const { session } = await aPerson();
  const context = await browser.newContext();
  await context.addCookies([{ name: "next-auth.session-token", value: session, url: stack.url, httpOnly: true }]);
  const page = await context.newPage();
  await page.goto("/dashboard");
  await page.getByLabel("Name of your organization").fill("Hall of Tests");
  await page.getByRole("button", { name: "Start selling" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole("banner").getByText("Hall of Tests")).toBeVisible();

  const colleague = await aPerson();
  await page.goto("/dashboard/team");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("dialog").getByLabel("Email").fill(colleague.email);
  await page.getByRole("dialog").getByText("Finance").click();
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("heading", { name: "Open invitations" })).toBeVisible();
  const [mail] = await eventually(
    () => mailsTo(colleague.email),
    (found) => found.length > 0,
  );
  const link = /https?:\S+\/dashboard\/join\S+/.exec(mail?.text ?? "")?.[0] ?? "";
  const theirs = await browser.newContext();
  await theirs.addCookies([
    { name: "next-auth.session-token", value: colleague.session, url: stack.url, httpOnly: true },
  ]);
  const guest = await theirs.newPage();
  await guest.goto(link);
  await guest.getByRole("button", { name: "Join Hall of Tests" }).click();
  await expect(guest).toHaveURL(/\/dashboard$/);
});

test("a key is shown once, and only its name stays on the page", async ({ browser }) => {
  const page = await aDesk(browser, (await aSale()).eventId, "owner");
  await page.goto("/dashboard/keys");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("alertdialog").getByLabel("Name").fill("Box office");
  await page.getByRole("checkbox", { name: /See orders/ }).check();
  await page.getByRole("alertdialog").getByRole("button", { name: "Create key" }).click();
  const key = await page.getByRole("status", { name: "The new key" }).textContent();
  expect(key).toMatch(/^hf_live_/);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("Box office").first()).toBeVisible();
  await expect(page.getByText(key ?? "")).toHaveCount(0);
});
