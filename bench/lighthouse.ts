import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "../local/browser/find-chromium";
import { localDir, projectRoot } from "../local/project";
import { inherited } from "../local/stack/environment";
import type { Supervisor } from "../local/supervisor/supervisor";
import { type FloorCall, startFloor } from "./floor-app";
import { atMost, type Budget, figure } from "./report";
import { interleave, spreadOf } from "./rounds";
import { type Bench, roundsMin } from "./stage";

const installMs = 5 * 60_000;
const auditMs = 2 * 60_000;
const page = "/events/nachtschicht";

type Audit = { numericValue?: number };
type Result = { categories: Record<string, { score: number | null }>; audits: Record<string, Audit> };

/** Nothing the empty page asks for. */
const noCall: FloorCall = { url: "", token: "", command: [] };
const [ours, empty] = ["event page", "empty page"];

/**
 * The event page as Lighthouse's mobile run sees it: a slow phone on a slow network, both simulated. Beside it a page of
 * the framework with nothing on it, which tells what of it is the machine's.
 */
export const lighthouse: Bench = async ({ supervisor, stack, say }) => {
  const { file } = await stack();
  const { url: app, port } = file.services.app;
  const floor = await startFloor(supervisor, noCall, port);
  const folder = await install(supervisor);
  const chromium = await findChromium(say);
  const addresses = [
    [ours, `${app}${page}`],
    [empty, floor.url],
  ] as const;
  const measured = await interleave<Result>(
    roundsMin,
    addresses.map(([name, url]) => ({ name, measure: () => audit(supervisor, { folder, chromium, url }) })),
  );
  const score = (name: string, of = ours) => measured(of).map(({ categories }) => (categories[name]?.score ?? 0) * 100);
  const value = (name: string, of = ours) => measured(of).map(({ audits }) => audits[name]?.numericValue ?? Number.NaN);
  return {
    figures: [
      figure("performance of the empty page", "", score("performance", empty)),
      ...[ours, empty].flatMap((of) => [
        figure(`${of}: first contentful paint`, "ms", value("first-contentful-paint", of)),
        figure(`${of}: largest contentful paint`, "ms", value("largest-contentful-paint", of)),
        figure(`${of}: total blocking time`, "ms", value("total-blocking-time", of)),
      ]),
    ],
    budgets: [
      scored("P16", "performance of the event page", score("performance"), 95),
      scored("P16", "accessibility of the event page", score("accessibility"), 100),
      atMost("LCP", "largest contentful paint, ms", value("largest-contentful-paint"), 1800),
      atMost("CLS", "cumulative layout shift", value("cumulative-layout-shift"), 0.05),
    ],
    notes: [`${page}, ${roundsMin} runs each; a busy machine makes Lighthouse's simulated phone slower than it is.`],
  };
};

function scored(id: string, what: string, scores: number[], target: number): Budget {
  const spread = spreadOf(scores);
  return { id, what, ...spread, target, isMost: false, isMet: spread.median >= target };
}

/** Lighthouse weighs more than the product's own tools together, so only this bench brings it. */
async function install(supervisor: Supervisor): Promise<string> {
  const folder = join(localDir(), "lighthouse");
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(projectRoot, "bench", "lighthouse", "package.json"), join(folder, "package.json"));
  if (existsSync(join(folder, "node_modules", "lighthouse"))) return folder;
  const command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"] satisfies [string, ...string[]];
  await supervisor.run({ name: "lighthouse-install", command, folder, env: inherited(process.env) }, installMs);
  return folder;
}

async function audit(supervisor: Supervisor, { folder, chromium, url }: Record<"folder" | "chromium" | "url", string>) {
  const output = join(folder, "result.json");
  const command = [
    process.execPath,
    join(folder, "node_modules", "lighthouse", "cli", "index.js"),
    url,
    "--quiet",
    "--output=json",
    `--output-path=${output}`,
    "--only-categories=performance,accessibility",
    "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu",
  ] satisfies [string, ...string[]];
  const env = { ...inherited(process.env), CHROME_PATH: chromium };
  await supervisor.run({ name: "lighthouse", command, folder, env }, auditMs);
  return JSON.parse(readFileSync(output, "utf8")) as Result;
}
