import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { projectRoot } from "@/local/project";
import { startPart } from "../contract/start-part";
import { ownPlatform } from "../fixtures/platform";
import { runContract } from "../fixtures/run-contract";
import { type Plant, plants } from "./plants";

/*
  An emulator that is wrong makes every test above it worthless. Each fault is planted into a copy of local/ and the
  contract suite of that vendor must fail by a case of its own; without a fault all of them pass.
*/
const platform = ownPlatform({ instances: 0 });

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** A checkout of its own with the one change, or with none. */
function aCopy(plant?: Plant): string {
  const copy = mkdtempSync(join(tmpdir(), "holdfast-plant-"));
  copies.push(copy);
  for (const name of ["local", "package.json", "tsconfig.json"]) {
    cpSync(join(projectRoot, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(projectRoot, "node_modules"), join(copy, "node_modules"));
  if (plant) {
    const file = join(copy, "local", plant.file);
    const source = readFileSync(file, "utf8");
    expect(source.split(plant.from), `${plant.file} has once: ${plant.from}`).toHaveLength(2);
    writeFileSync(
      file,
      source.replace(plant.from, () => plant.to),
    );
  }
  return copy;
}

/** The gateway and the proxy of the copy stand before real stores; the other suites start their emulator themselves. */
async function startParts(copy: string, suites: readonly string[]) {
  const { redis, postgres } = platform.services;
  const token = "token-of-the-copy";
  const has = (word: string) => suites.some((suite) => suite.includes(word));
  const own = async (...given: Parameters<typeof startPart>) => {
    const part = await startPart(...given);
    onTestFinished(part.end);
    return part;
  };
  const gateway = has("upstash")
    ? await own("local/upstash-gateway.ts", { REDIS_URL: redis.url, UPSTASH_REDIS_REST_TOKEN: token }, copy)
    : undefined;
  const proxy = has("neon")
    ? await own("local/neon-proxy.ts", { NEON_PROXY_TARGET: `127.0.0.1:${postgres.port}` }, copy)
    : undefined;
  return {
    ...(gateway && { UPSTASH_REDIS_REST_URL: gateway.url, UPSTASH_REDIS_REST_TOKEN: token }),
    ...(proxy && { DATABASE_URL: postgres.url, NEON_PROXY_URL: proxy.url }),
  };
}

/** Every case that ran against the copy, by its status. */
async function contract(copy: string, suites: readonly string[], words: readonly string[] = []) {
  const addresses = await startParts(copy, suites);
  return runContract({ CONTRACT_CHECKOUT: copy, ...addresses }, suites, words);
}

const suites = [...new Set([...Object.values(plants).map(({ suite }) => suite), "tests/contract/mail/smtp.test.ts"])];
const vendors = ["upstash", "neon", "qstash", "stripe", "mail"];

test("control: without a fault every contract case passes; each vendor has 20 that name their page", async () => {
  const { passed, failed } = await contract(aCopy(), suites);
  expect(failed).toEqual([]);
  for (const { caughtBy } of Object.values(plants)) expect(passed.join("\n")).toContain(caughtBy);
  for (const vendor of vendors) {
    const own = passed.filter((name) => name.startsWith(`tests/contract/${vendor}`) && name.includes("https://"));
    expect(own.length, vendor).toBeGreaterThanOrEqual(20);
  }
});

test.each(Object.entries(plants))("%s: the contract suite notices", async (_, plant) => {
  const { failed } = await contract(aCopy(plant), [plant.suite], ["--bail=1"]);
  expect(failed.join("\n")).toContain(plant.caughtBy);
});
