import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSecrets } from "./secrets";

test("secrets are made once, differ between installations, and only their owner may read them", () => {
  const [here = "", there = ""] = ["a", "b"].map(() => mkdtempSync(join(tmpdir(), "secrets-")));
  const first = readSecrets(here);

  expect(readSecrets(here)).toEqual(first);
  expect(first.HOLDFAST_SECRET).not.toBe(readSecrets(there).HOLDFAST_SECRET);
  expect(first.HOLDFAST_SECRET.length).toBeGreaterThanOrEqual(32);
  expect(first.STRIPE_SECRET_KEY).toMatch(/^sk_test_/);
  expect(statSync(join(here, "secrets.json")).mode & 0o777).toBe(0o600);
  for (const folder of [here, there]) rmSync(folder, { recursive: true });
});
