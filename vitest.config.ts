import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const luaAsText: Plugin = {
  name: "lua-as-text",
  enforce: "pre",
  load: (id) => (id.endsWith(".lua") ? `export default ${JSON.stringify(readFileSync(id, "utf8"))}` : null),
};

const shared = {
  plugins: [luaAsText],
  resolve: {
    // `server-only` throws outside React's server build.
    alias: { "@/": root, "server-only": `${root}tests/fixtures/server-only.ts` },
  },
};

const services = { setupFiles: ["tests/fixtures/patience.ts"], testTimeout: 120_000, hookTimeout: 120_000 };

/** Files that start a platform of their own, under this name, and so go one after the other. */
const onPlatform = (name: string, patience: typeof services) => ({
  ...shared,
  test: { name, include: [`tests/${name}/**/*.test.ts`], maxWorkers: 1, env: { OWN_PLATFORM: name }, ...patience },
});
// The first platform may have to wait for a build.
const minutes = { ...services, testTimeout: 300_000, hookTimeout: 16 * 60_000 };

export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        test: {
          name: "unit",
          // Some count through a stadium.
          testTimeout: 30_000,
          include: ["{app,components,lib,db,local}/**/*.test.{ts,tsx}", "tests/architecture.test.ts"],
        },
      },
      {
        ...shared,
        test: {
          name: "integration",
          include: ["tests/{integration,contract}/**/*.test.ts"],
          maxWorkers: 2,
          ...services,
        },
      },
      { ...shared, test: { name: "platform", include: ["tests/platform/**/*.test.ts"], maxWorkers: 1, ...minutes } },
      // Clocks of its own: jobs of an app, which keep real time, would settle what it leaves open.
      onPlatform("model", services),
      onPlatform("deep", minutes),
      onPlatform("recovery", minutes),
      onPlatform("plants", minutes),
      onPlatform("cluster", minutes),
    ],
  },
});
