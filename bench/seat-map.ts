import { gzipSync } from "node:zlib";
import { type Browser, chromium, type Page } from "playwright";
import { findChromium } from "../local/browser/find-chromium";
import { atMost, figure } from "./report";
import { aStadium } from "./sale";
import { type Bench, roundsMin } from "./stage";

const slower = 4;
const waitMs = 60_000;
const moves = 90;

type Seen = { paintMs: number; mapMs: number; frameMs: number; elements: number };

/**
 * The stadium of 52,000 seats as a phone four times slower than this machine sees it: first paint, the map being there,
 * and the frames while it is zoomed and moved.
 */
export const seatMap: Bench = async ({ stack, say }) => {
  const { file } = await stack();
  const { slug } = await aStadium(file);
  const url = file.services.app.url;
  const payload = await fetch(`${url}/api/v1/events/${slug}/availability`);
  const bytes = gzipSync(await payload.text()).length;
  const browser = await chromium.launch({ executablePath: await findChromium(say), args: ["--no-sandbox"] });
  const rounds: Seen[] = [];
  try {
    for (let round = 0; round < roundsMin; round++) rounds.push(await visit(browser, `${url}/events/${slug}/pick`));
  } finally {
    await browser.close();
  }
  const all = (of: keyof Seen) => rounds.map((seen) => seen[of]);
  return {
    figures: [figure("the map is drawn, with its seats", "ms", all("mapMs"))],
    budgets: [
      atMost("P15", "availability of 52,000 seats, gzip bytes", [bytes], 15 * 1024),
      atMost("P15", "first paint, ms", all("paintMs"), 1500),
      atMost("P15", "frame while zooming and moving, p95, ms", all("frameMs"), 33),
      atMost("P15", "elements in the page", all("elements"), 500),
    ],
    notes: [`At ${slower}x CPU throttle over CDP; one core draws in software here, where a phone has a GPU.`],
  };
};

async function visit(browser: Browser, url: string): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  try {
    const device = await context.newCDPSession(page);
    await device.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await page.goto(url);
    const canvas = page.locator("canvas[data-view]");
    await page.getByRole("heading", { name: "Choose your seats" }).scrollIntoViewIfNeeded();
    await canvas.waitFor({ timeout: waitMs });
    const mapMs = await page.evaluate(() => performance.now());
    const paintMs = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    await canvas.scrollIntoViewIfNeeded();
    const frameMs = await framesWhile(page);
    const elements = await page.evaluate(() => document.querySelectorAll("*").length);
    return { paintMs, mapMs, frameMs, elements };
  } finally {
    await context.close();
  }
}

/** The 95th percentile of the time from frame to frame while the wheel turns in, the mouse drags, and the wheel turns out. */
async function framesWhile(page: Page): Promise<number> {
  const box = await page.locator("canvas[data-view]").boundingBox();
  if (!box) return Number.NaN;
  const seen = await page.evaluateHandle(() => {
    const clock = {
      frames: [] as number[],
      before: performance.now(),
      tick(now: number) {
        clock.frames.push(now - clock.before);
        clock.before = now;
        requestAnimationFrame((at) => clock.tick(at));
      },
    };
    requestAnimationFrame((at) => clock.tick(at));
    return clock.frames;
  });
  const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.2];
  await page.mouse.click(x, y);
  for (let step = 0; step < moves; step++) await page.mouse.wheel(0, -60);
  await page.mouse.down();
  for (let step = 0; step < moves; step++) await page.mouse.move(x + (step % 30) * 6, y + (step % 30) * 4);
  await page.mouse.up();
  for (let step = 0; step < moves; step++) await page.mouse.wheel(0, 60);
  const frames = await seen.evaluate((all) => all);
  return frames.toSorted((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? Number.NaN;
}
