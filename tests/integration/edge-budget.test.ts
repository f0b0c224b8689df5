import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const distDir = process.env.NEXT_DIST_DIR;
const budgetBytes = 75 * 1024;

/** Every request under the gate pays for this code; `npm test` says where the production build lies. */
test.skipIf(!distDir)("the gate weighs at most 75 KB on the edge, and reads its secrets when it runs", () => {
  const read = (file: string) => readFileSync(join(distDir ?? "", file));
  const manifest = JSON.parse(read("server/middleware-manifest.json").toString());
  const files: string[] = manifest.middleware["/"].files;
  const code = files.map(read);
  const bytes = code.reduce((sum, each) => sum + gzipSync(each).length, 0);
  expect(bytes).toBeGreaterThan(10 * 1024);
  expect(bytes).toBeLessThanOrEqual(budgetBytes);
  expect(Buffer.concat(code).toString()).toContain("process.env.HOLDFAST_SECRET");
});
