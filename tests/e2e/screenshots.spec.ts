import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, expect, test } from "@playwright/test";
import { languages, pathIn } from "@/lib/core/languages";
import { stack } from "../fixtures/stack";
import { type Screen, screenSets } from "./screens";

/** `SCREENS_DIR=docs/screens npm test -- screens` draws the sheets anew. */
const folder = process.env.SCREENS_DIR ?? "";
const sizes = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
];
const themes = ["light", "dark"] as const;
const sheetHeight = 440;
const gap = 16;
const settleMs = 2_500;

async function shots(browser: Browser, { path, cookies }: Screen): Promise<{ image: Buffer; width: number }[]> {
  const taken = [];
  for (const colorScheme of themes) {
    for (const viewport of sizes) {
      const context = await browser.newContext({ baseURL: stack.url, viewport, colorScheme, reducedMotion: "reduce" });
      await context.addCookies(cookies);
      const page = await context.newPage();
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      // Live figures arrive and the card form settles; a page that goes on asking is drawn all the same.
      await page.waitForLoadState("networkidle", { timeout: settleMs }).catch(() => undefined);
      await page.evaluate(() => document.fonts.ready);
      const image = await page.screenshot();
      taken.push({ image, width: Math.round((viewport.width * sheetHeight) / viewport.height) });
      await context.close();
    }
  }
  return taken;
}

/** Phone and desk in both themes, side by side on one sheet. */
async function sheet(browser: Browser, screen: Screen): Promise<Buffer> {
  const taken = await shots(browser, screen);
  const width = taken.reduce((sum, each) => sum + each.width + gap, gap);
  const page = await browser.newPage({ viewport: { width, height: sheetHeight + 2 * gap } });
  const images = taken.map(
    (each) =>
      `<img width="${each.width}" height="${sheetHeight}" src="data:image/png;base64,${each.image.toString("base64")}">`,
  );
  await page.setContent(
    `<body style="margin:0;padding:${gap}px;display:flex;gap:${gap}px;background:#8a8f8c">${images.join("")}</body>`,
  );
  await page.waitForLoadState("load");
  const drawn = await page.screenshot({ type: "jpeg", quality: 55 });
  await page.close();
  return drawn;
}

for (const [who, screensOf] of Object.entries(screenSets)) {
  test(`sheets of the ${who}`, async ({ browser }) => {
    test.setTimeout(25 * 60_000);
    mkdirSync(folder, { recursive: true });
    for (const screen of await screensOf()) {
      for (const language of screen.spoken === "English" ? languages.slice(0, 1) : languages) {
        const name = language === languages[0] ? screen.name : `${screen.name}.${language}`;
        const drawn = await sheet(browser, { ...screen, path: pathIn(language, screen.path) });
        writeFileSync(join(folder, `${name}.jpg`), drawn);
      }
    }
  });
}
