import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, type Locator, type Page } from "@playwright/test";
import english from "../../messages/en.json" with { type: "json" };
import { call } from "../fixtures/fan";
import { mailsTo } from "../fixtures/sale";
import { eventually, stack } from "../fixtures/stack";

/** From the event's page to its checkout, holding `count` tickets. */
export async function hold(page: Page, slug: string, count: number) {
  await page.goto(`/events/${slug}/pick`);
  await holdHere(page, count);
}

/** The same from where tickets are chosen. */
export async function holdHere(page: Page, count: number) {
  await addUp(page, page.getByRole("button", { name: /^One more/ }).first(), count);
  await page.getByRole("button", { name: "Hold tickets" }).click();
  await expect(page).toHaveURL(/\/checkout\//);
}

/** From none to `count` of the first kind. Pressed before the page's scripts run, a button does nothing: once more then. */
export async function addUp(
  page: Page,
  more: Locator,
  count: number,
  press = (button: Locator) => button.click({ timeout: 5000 }),
) {
  const chosen = page.getByRole("spinbutton").first();
  for (let next = 1; next <= count; next++) {
    await expect(async () => {
      if ((await chosen.inputValue()) !== String(next)) await press(more);
      await expect(chosen).toHaveValue(String(next), { timeout: 5000 });
    }).toPass();
  }
}

/** Until the link is on its way: a shop that has no time to count who asks says so, and is asked again. */
export async function sendLink(page: Page, press = (button: Locator) => button.click(), texts = english.signIn) {
  const sent = page.getByRole("heading", { name: texts.sentTitle });
  const failed = page.getByText(texts.failed);
  await expect(async () => {
    // What failed before is said until the next answer is there.
    if (!(await sent.isVisible())) await press(page.getByRole("button", { name: texts.submit }));
    await expect(sent.or(failed)).toBeVisible();
    expect(await failed.isVisible()).toBe(false);
  }).toPass();
}

export async function fillBuyer(page: Page, name: string, email: string) {
  await page.getByLabel("Full name").fill(name);
  await page.getByLabel("Email").fill(email);
}

export async function fillCard(page: Page, number: string) {
  const card = page.frameLocator('iframe[title="Secure payment input frame"]');
  await card.getByLabel("Card number").fill(number);
  await card.getByLabel("Expiration date").fill("12 / 34");
  await card.getByLabel("Security code").fill("123");
}

/** Pressed by keyboard: the card form above may still be settling its height when a mouse would arrive. */
export const pay = (page: Page) => page.getByRole("button", { name: /^Pay / });

export async function expectTickets(page: Page, count: number) {
  await expect(page).toHaveURL(/\/orders\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You’re going.");
  await expect(page.getByRole("img", { name: /^QR code of ticket/ })).toHaveCount(count);
}

/** The tickets file attached to the one mail this address got. */
export async function mailedPdf(address: string): Promise<Buffer> {
  const mails = await eventually(
    () => mailsTo(address),
    (found) => found.length > 0,
    30_000,
  );
  // One mail: whoever lost the answer of the post office sends it again.
  expect(new Set(mails.map(({ headers }) => headers["message-id"])).size).toBe(1);
  const index = mails[0]?.attachments.findIndex(({ contentType }) => contentType === "application/pdf") ?? -1;
  expect(index).toBeGreaterThanOrEqual(0);
  const file = await fetch(`${stack.mail}/messages/${mails[0]?.id}/attachments/${index}`);
  return Buffer.from(await file.arrayBuffer());
}

type Verdict = { ok: true; value: { ticketId: string } } | { ok: false; problem: { kind: string } };

/** Verified by a process of its own that has the published key and nothing else of ours in its environment. */
export async function verifiedAtTheDoor(codes: string[]): Promise<Verdict[]> {
  const { keys } = (await call<{ keys: object[] }>("/api/v1/ticket-keys")).body;
  const door = fileURLToPath(new URL("./verify-at-the-door.ts", import.meta.url));
  const answer = execFileSync(process.execPath, ["--import", "tsx", door], {
    input: JSON.stringify({ codes, keys }),
    env: { PATH: process.env.PATH, NODE_ENV: "test" },
  });
  return JSON.parse(answer.toString());
}
