import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { aSale } from "../fixtures/sale";
import { stack } from "../fixtures/stack";
import { aHotSale } from "./hot-sale";
import { aSeatedSale, openPicker } from "./houses";
import { hold } from "./shop";

const distDir = process.env.NEXT_DIST_DIR ?? "";
const kilobyte = 1024;

const gzipBytes = (file: string) => gzipSync(readFileSync(join(distDir, file)), { level: 9 }).length;
const totalBytes = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + gzipBytes(file), 0);

/** What Next itself sends with every page of the App Router, an empty one too. */
const floor = (): string[] => JSON.parse(readFileSync(join(distDir, "build-manifest.json"), "utf8")).rootMainFiles;

/** Our own scripts that this page has fetched by now, as files of the build. */
async function scriptsOf(page: Page): Promise<Set<string>> {
  const fetched = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
  const files = fetched
    .filter((url) => url.startsWith(`${stack.url}/_next/static/`) && new URL(url).pathname.endsWith(".js"))
    .map((url) => new URL(url).pathname.replace("/_next/", ""));
  return new Set(files);
}

async function bytesOverFloor(page: Page): Promise<number> {
  const files = await scriptsOf(page);
  const base = floor();
  expect([...files]).toEqual(expect.arrayContaining(base));
  return totalBytes(files) - totalBytes(base);
}

/** The same once no more scripts came for a second: a page that asks for news is never without traffic. */
async function settledBytesOverFloor(page: Page): Promise<number> {
  let before = 0;
  const grewBy = async () => {
    const { size } = await scriptsOf(page);
    const more = size - before;
    before = size;
    return more;
  };
  await expect.poll(grewBy, { intervals: [1000], timeout: 60_000 }).toBe(0);
  return bytesOverFloor(page);
}

test("JavaScript over an empty page: event at most 15 KB, checkout 25 KB without Stripe's", async ({ page }) => {
  const { slug } = await aSale();
  await page.goto(`/events/${slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const event = await settledBytesOverFloor(page);
  await hold(page, slug, 1);
  await expect(page.frameLocator('iframe[title="Secure payment input frame"]').getByLabel("Card number")).toBeVisible();
  const checkout = await settledBytesOverFloor(page);

  test.info().annotations.push({ type: "bytes", description: JSON.stringify({ event, checkout }) });
  // Less than nothing would mean that nothing was counted.
  expect(event).toBeGreaterThan(0);
  expect(checkout).toBeGreaterThan(event);
  expect({ event: event <= 15 * kilobyte, checkout: checkout <= 25 * kilobyte, bytes: { event, checkout } }).toEqual({
    event: true,
    checkout: true,
    bytes: { event, checkout },
  });
});

test("JavaScript over an empty page: seats at most 30 KB, with the map and its list there", async ({ page }) => {
  const { slug } = await aSeatedSale();
  await openPicker(page, slug);
  const seats = await bytesOverFloor(page);

  test.info().annotations.push({ type: "bytes", description: JSON.stringify({ seats }) });
  expect(seats).toBeGreaterThan(0);
  expect(seats).toBeLessThanOrEqual(30 * kilobyte);
});

type Manifests = Record<string, { clientModules: Record<string, { chunks: string[] }> }>;

/** The chunks of Next's own router, which the root does not name and every page loads, an empty one too. */
function routerChunks(pagePath: string): string[] {
  const file = join(distDir, "server/app", `${pagePath}_client-reference-manifest.js`);
  const sandbox: { __RSC_MANIFEST?: Manifests } = {};
  runInNewContext(readFileSync(file, "utf8"), { globalThis: sandbox });
  const modules = Object.values(sandbox.__RSC_MANIFEST ?? {}).flatMap(({ clientModules }) =>
    Object.entries(clientModules).map(([name, { chunks }]) => ({ isNext: name.includes("/next/dist/"), name, chunks })),
  );
  const router = modules.find(({ name }) => name.endsWith("/client/components/layout-router.js"))?.chunks ?? [];
  // What holds anything of ours counts as ours.
  const ours = new Set(modules.filter(({ isNext }) => !isNext).flatMap(({ chunks }) => chunks));
  return router.filter((chunk) => !ours.has(chunk)).map((chunk) => chunk.replace("/_next/", ""));
}

test("JavaScript over an empty page: a waiting page at most 5 KB, and its document under 50 KB", async ({ page }) => {
  // Nobody is called: the page stays.
  const { slug } = await aHotSale({ mode: "line", paused: true });
  const answer = await page.goto(`/waiting-room/${slug}`);
  const document = gzipSync(Buffer.from((await answer?.text()) ?? "")).length;
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.waitForLoadState("load");
  const waiting = (await bytesOverFloor(page)) - totalBytes(routerChunks("(room)/[language]/waiting-room/[slug]/page"));

  test.info().annotations.push({ type: "bytes", description: JSON.stringify({ waiting, document }) });
  expect(waiting).toBeGreaterThan(0);
  expect(waiting).toBeLessThanOrEqual(5 * kilobyte);
  expect(document).toBeLessThanOrEqual(50 * kilobyte);
});
