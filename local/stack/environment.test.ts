import { expect, test } from "vitest";
import type { Ports } from "../supervisor/ports";
import { appEnvironment, inherited } from "./environment";
import type { Secrets } from "./secrets";

const ports: Ports = {
  app: 1,
  postgres: 2,
  redis: 3,
  redisRest: 4,
  neon: 5,
  qstash: 6,
  stripe: 7,
  mail: 8,
  smtp: 9,
  redis2: 0,
  redis3: 0,
  beacon: 10,
};
const secrets = {
  STRIPE_SECRET_KEY: "sk_test_x",
  DRAND_SECRET_KEY: "01".repeat(32),
  POSTGRES_PASSWORD: "hidden",
  HOLDFAST_DEMO_API_KEY: "hf_live_x",
} as Secrets;
const addresses = { app: "http://localhost:1", databaseUrl: "postgresql://d", analyticsUrl: "postgresql://a" };

test("every address the app is given lies on this machine", () => {
  const environment = appEnvironment(ports, secrets, addresses);
  const urls = Object.entries(environment).filter(
    ([name, value]) => /_URL$/.test(name) && value && !/^postgres/.test(value),
  );
  expect(urls.length).toBeGreaterThan(6);
  for (const [, value] of urls) expect(value).toMatch(/^(http|smtp):\/\/(127\.0\.0\.1|localhost):\d+/);
});

test("what would lead the app elsewhere is silenced, and it learns no secret it does not need", () => {
  const environment = appEnvironment(ports, secrets, addresses);
  expect(environment).toMatchObject({ RESEND_API_KEY: "", UPSTASH_READ_URLS: "", STRIPE_SECRET_KEY: "sk_test_x" });
  expect(Object.values(environment)).not.toContain("hidden");
  expect(Object.values(environment)).not.toContain("hf_live_x");
  expect(Object.values(environment)).not.toContain(secrets.DRAND_SECRET_KEY);
});

test("parts inherit the environment, but not that a test started them", () => {
  expect(inherited({ PATH: "/bin", NODE_ENV: "test", VITEST: "true" })).toEqual({
    PATH: "/bin",
    NEXT_TELEMETRY_DISABLED: "1",
  });
});
