import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { hasApt, installWithApt } from "../install/apt";
import { run, tryRun } from "../install/run";
import { tool } from "../project";

// The shell has no windows of its own to draw: it takes a third of the time.
const systemPaths = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium that starts: the one named in the environment, installed, or installed now. */
export async function findChromium(say: (line: string) => void): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (await starts(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which does not start.`);
  }
  const present = await firstThatStarts();
  if (present) return present;
  say("installing Chromium (only this once)");
  const problems: string[] = [];
  for (const install of [withPlaywright, withApt]) {
    await install().catch((problem: Error) => problems.push(problem.message));
    const found = await firstThatStarts();
    if (found) return found;
  }
  throw new Error(
    [
      "No Chromium was found for the browser tests, and none could be installed. Install one and start again:",
      "  npx playwright install --with-deps chromium",
      "  sudo apt-get install -y chromium",
      "or name one: CHROMIUM_PATH=/path/to/chromium",
      ...problems,
    ].join("\n"),
  );
}

async function withPlaywright() {
  const [node, cli = ""] = tool("playwright");
  await run(node, [cli, "install", "chromium"], 180_000);
}

async function withApt() {
  if (process.getuid?.() !== 0 || !(await hasApt())) throw new Error("apt-get needs root.");
  await installWithApt("chromium");
  await installWithApt("chromium-headless-shell").catch(() => undefined);
}

async function firstThatStarts(): Promise<string | undefined> {
  for (const path of [chromium.executablePath(), ...systemPaths]) if (await starts(path)) return path;
  return undefined;
}

const starts = async (path: string) =>
  existsSync(path) && (await tryRun(path, ["--version", "--no-sandbox"], 20_000)) !== undefined;
