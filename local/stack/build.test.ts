import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hashSource } from "./build";

test("a change the build reads changes the hash, a change it does not read leaves it", async () => {
  const root = mkdtempSync(join(tmpdir(), "source-"));
  for (const folder of ["app/inner", "tests"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "app/inner/page.tsx"), "one");
  const first = await hashSource(root);

  for (const file of ["tests/a.test.ts", "README.md", ".env.local", "app/inner/page.test.tsx"])
    writeFileSync(join(root, file), "x");
  expect(await hashSource(root)).toBe(first);

  writeFileSync(join(root, "app/inner/page.tsx"), "two");
  expect(await hashSource(root)).not.toBe(first);
  rmSync(root, { recursive: true });
});
