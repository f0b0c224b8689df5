import { defineConfig } from "@playwright/test";

const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests/e2e",
  projects: [
    { name: "e2e", testIgnore: ["**/accessibility.spec.ts", "**/screenshots.spec.ts"] },
    // Every screen in every language and theme: minutes of it.
    { name: "accessibility", testMatch: "**/accessibility.spec.ts" },
    // Draws, tests nothing: only when asked where to.
    ...(process.env.SCREENS_DIR ? [{ name: "screens", testMatch: "**/screenshots.spec.ts" }] : []),
  ],
  outputDir: "test-results/e2e",
  // For machines that are busy with something else: what is there is seen at once.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    baseURL: process.env.HOLDFAST_URL ?? "http://localhost:3000",
    screenshot: "only-on-failure",
    // Recording every page costs as much as drawing it.
    trace: process.env.CI ? "off" : "retain-on-failure",
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: [
        ...(asRoot ? ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"] : []),
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
});
