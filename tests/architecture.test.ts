import { describe, expect, test } from "vitest";
import { schema } from "@/lib/core/env";
import { filesBelow, importsOf, isFile, lineCount, resolved, sourceOf } from "./fixtures/imports";

const infrastructure = ["lib/core", "lib/redis", "lib/queue", "lib/cache", "db"];
const pageDomains = [
  "auth",
  "codes",
  "events",
  "inventory",
  "orders",
  "organizations",
  "payments",
  "seating",
  "tickets",
  "waiting-room",
].map((domain) => `lib/${domain}`);
const edge = ["content-security", "edge-env", "languages", "pick-query"].map((file) => `lib/core/${file}`);
const gate = ["gate", "gates", "pass"].map((file) => `lib/waiting-room/${file}`);

/** Who may import whom. The longest name that fits a file is its own; what is not named here may import nothing. */
const table: Record<string, string[]> = {
  "middleware.ts": [...edge, ...gate],
  "instrumentation.ts": ["lib/core", "lib/queue", "lib/redis", "lib/inventory", "lib/rate-limit"],
  app: ["components", "messages", "lib/core", "lib/cache", "lib/queue", "lib/rate-limit", ...pageDomains],
  "app/api/v1": ["lib/core", "lib/cache", "lib/queue", "lib/health", "lib/rate-limit", ...pageDomains],
  "app/api/auth": ["lib/core", "lib/auth", "lib/rate-limit", "lib/notifications"],
  "app/api/jobs": ["lib/core", "lib/queue", "lib/notifications", "lib/analytics", "lib/audit", ...pageDomains],
  components: ["messages", "lib/core"],
  // What a room tells everybody is read by browsers.
  "components/waiting-room": [
    "messages",
    "lib/core",
    "lib/waiting-room/state-document",
    "lib/waiting-room/lane-view",
    "lib/waiting-room/challenge/challenge-document",
  ],
  "lib/core": [],
  "lib/redis": ["lib/core"],
  "lib/queue": ["lib/core", "db"],
  "lib/cache": ["lib/core", "lib/redis"],
  "lib/health": infrastructure,
  // Asked at the door, by what is reachable over HTTP; no domain counts who calls it.
  "lib/rate-limit": ["lib/core", "lib/redis"],
  "lib/auth": infrastructure,
  // The price of a unit is a pure function: pages show what a hold will cost.
  "lib/events": [...infrastructure, "lib/orders/price", "lib/seating"],
  // A plan as a document; the inventory has its seats from the database.
  "lib/seating": infrastructure,
  // What an organization says of itself is shown by its events.
  "lib/organizations": [...infrastructure, "lib/events"],
  "lib/codes": infrastructure,
  "lib/inventory": infrastructure,
  "lib/payments": infrastructure,
  "lib/waiting-room": infrastructure,
  "lib/orders": [...infrastructure, "lib/inventory", "lib/payments", "lib/tickets"],
  "lib/tickets": [...infrastructure, "messages"],
  // A mail carries the key of its order, or the token of its invitation.
  "lib/notifications": [
    ...infrastructure,
    "messages",
    "lib/tickets",
    "lib/orders/order-id",
    "lib/organizations/invitation-token",
  ],
  "lib/analytics": infrastructure,
  // Looks at the whole from outside, by the verbs of the domains.
  "lib/audit": [...infrastructure, "lib/inventory", "lib/orders", "lib/payments"],
  db: ["lib/core"],
  "db/seed": ["lib/core", "db", "lib/seating"],
  // Written from the description of the draw alone; knows nothing of it.
  "draw-verifier": [],
  messages: [],
  local: [],
  tests: [""],
  // What a waiting page remembers of its place is what its pollers are measured with.
  bench: ["local", "lib", "components/waiting-room/poll", "components/waiting-room/progress"],
};

const configs = /^[\w.-]+\.(?:config\.(?:ts|js|mjs)|d\.ts)$/;
const within = (path: string, folder: string) => folder === "" || path === folder || path.startsWith(`${folder}/`);
const ownerOf = (path: string) =>
  Object.keys(table)
    .filter((folder) => within(path, folder))
    .toSorted((a, b) => b.length - a.length)[0];

/** Every import that the table does not allow, and every file it does not know. */
function crossings(path: string, source: string): string[] {
  if (configs.test(path)) return [];
  const owner = ownerOf(path);
  if (!owner) return [`${path} lies in a folder the table does not list`];
  const isTest = /\.test\.tsx?$/.test(path);
  const allowed = [owner, ...(table[owner] ?? []), ...(isTest ? ["tests/fixtures"] : [])];
  const above = owner.split("/").length > 1 ? [owner.split("/")[0] ?? ""] : [];
  return importsOf(source).flatMap((name) => {
    const target = resolved(path, name);
    if (target === undefined) return [];
    // A folder below `app` or `db` may use what its parent keeps at its own level, not the parent's other parts.
    const fromAbove = above.some((parent) => parent !== "lib" && within(target, parent) && ownerOf(target) === parent);
    return fromAbove || allowed.some((folder) => within(target, folder)) ? [] : [`${path} imports ${target}`];
  });
}

const files = filesBelow();
const modules = files.filter((path) => /\.(?:[cm]?[jt]sx?)$/.test(path) && !path.startsWith("public/"));
const planted = (path: string, source: string) => crossings(path, source).length;

describe("who may import whom", () => {
  test("no module crosses the table", () => {
    expect(modules.length).toBeGreaterThan(50);
    expect(modules.flatMap((path) => crossings(path, sourceOf(path)))).toEqual([]);
  });

  test("code lies nowhere else", () => {
    expect(crossings("utils/text.ts", "")).toEqual(["utils/text.ts lies in a folder the table does not list"]);
    expect(crossings("lib/helpers/text.ts", "")).toHaveLength(1);
    expect(crossings("lib/events/text.ts", "")).toEqual([]);
  });

  test.each([
    ["a page that reads the database", "app/(fan)/page.tsx", 'import { primary } from "@/db/client";'],
    ["the same for a type only", "app/(fan)/page.tsx", 'import type { Database } from "@/db/client";'],
    ["the same by a relative path", "app/(fan)/page.tsx", 'import { primary } from "../../db/client";'],
    ["the same handed on", "app/(fan)/page.tsx", 'export { primary } from "@/db/client";'],
    ["the same handed on whole", "app/(fan)/page.tsx", 'export * from "@/db/client";'],
    ["the same when needed", "app/(fan)/page.tsx", 'const { primary } = await import("@/db/client");'],
    ["the same for its effect", "app/(fan)/page.tsx", 'import "@/db/client";'],
    ["the same over several lines", "app/(fan)/page.tsx", 'import {\n  primary,\n} from "@/db/client";'],
    ["a page that sends mail", "app/(fan)/page.tsx", 'import { sendMail } from "@/lib/notifications/send";'],
    ["inventory that knows orders", "lib/inventory/reserve.ts", 'import { priceLines } from "../orders/price";'],
    ["inventory that knows plans", "lib/inventory/layout.ts", 'import { seatingPlan } from "@/lib/seating/plan";'],
    ["payments that know inventory", "lib/payments/capture.ts", 'import { confirm } from "@/lib/inventory/confirm";'],
    ["events that know more of orders", "lib/events/sales.ts", 'import { purchase } from "@/lib/orders/purchase";'],
    ["the core that knows Redis", "lib/core/clock.ts", 'import { redis } from "@/lib/redis/client";'],
    ["the database that knows a domain", "db/queries/orders.ts", 'import { keys } from "@/lib/inventory/keys";'],
    ["a component that knows a domain", "components/ui/x.tsx", 'import { readEvent } from "@/lib/events/read-event";'],
    ["a gate that carries zod", "middleware.ts", 'import { env } from "@/lib/core/env";'],
    ["a domain that knows a page", "lib/orders/price.ts", 'import { metadata } from "@/app/layout";'],
    ["a domain that knows a test", "lib/orders/price.ts", 'import { anEvent } from "@/tests/fixtures/world";'],
    ["a stand-in that knows the app", "local/stripe.ts", 'import { env } from "@/lib/core/env";'],
    ["a bench that knows the app", "bench/load.ts", 'import { wish } from "@/app/api/v1/tickets/reserve/wish";'],
  ])("%s would be seen", (_name, path, source) => {
    expect(planted(path, source)).toBe(1);
  });

  test.each([
    ["a comment", "app/(fan)/page.tsx", '// import { primary } from "@/db/client";'],
    ["a domain of its own", "app/(fan)/page.tsx", 'import { readEvent } from "@/lib/events/read-event";'],
    ["a package", "app/(fan)/page.tsx", 'import { z } from "zod";'],
    ["orders that call inventory", "lib/orders/claim.ts", 'import { replace } from "@/lib/inventory/replace";'],
  ])("%s is no crossing", (_name, path, source) => {
    expect(planted(path, source)).toBe(0);
  });
});

describe("what an organizer's verb asks for is made by lib/auth alone", () => {
  const makes = (source: string) => /import \{[^}]*\bgrant\b[^}]*\} from "[^"]*\/grant"/.test(source);

  test("nothing else of the product grants anything", () => {
    const product = modules.filter((path) => /^(?:app|components|lib|db)\//.test(path) && !path.includes(".test."));
    const makers = product.filter((path) => makes(sourceOf(path)));
    expect(makers).toContain("lib/auth/require-permission.ts");
    expect(makers.filter((path) => !path.startsWith("lib/auth/"))).toEqual([]);
  });

  test("a page that grants itself would be seen, a verb that asks is none", () => {
    expect(makes('import { type Grant, grant } from "@/lib/core/grant";')).toBe(true);
    expect(makes('import type { Grant } from "@/lib/core/grant";')).toBe(false);
  });
});

describe("the gate stays light", () => {
  /** Everything the edge loads of ours, by following its imports. */
  function closure(path: string, seen = new Set<string>()): Set<string> {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const name of importsOf(sourceOf(path))) {
      const target = resolved(path, name);
      const file = target && [`${target}.ts`, `${target}.tsx`, target].find(isFile);
      if (file) closure(file, seen);
    }
    return seen;
  }

  test("it loads a handful of files and no package but Next's own server types", () => {
    const loaded = [...closure("middleware.ts")];
    const packages = loaded.flatMap((path) =>
      importsOf(sourceOf(path)).filter((name) => resolved(path, name) === undefined),
    );
    expect(loaded).toContain("lib/waiting-room/pass.ts");
    expect(loaded.length).toBeLessThanOrEqual(8);
    expect(new Set(packages)).toEqual(new Set(["next/server"]));
  });
});

describe("files stay readable", () => {
  const longer = (pattern: RegExp, linesMax: number) =>
    files.filter((path) => pattern.test(path) && lineCount(path) > linesMax);

  test("no module of the product is longer than 350 lines", () => {
    expect(longer(/^(?:app|components|lib|db)\/.*\.tsx?$/, 350)).toEqual([]);
    expect(longer(/^lib\/.*\.tsx?$/, 10).length).toBeGreaterThan(10);
  });

  test("no Lua file is longer than 80 lines", () => {
    expect(longer(/\.lua$/, 80)).toEqual([]);
  });
});

describe("the environment", () => {
  const known = Object.keys(schema.shape).toSorted();
  // What Node, Next and the platform set themselves, and the older names of Upstash's integration.
  const given = ["NODE_ENV", "NEXT_RUNTIME", "NEXT_DIST_DIR", "LOG_LEVEL", "KV_REST_API_URL", "KV_REST_API_TOKEN"];

  test(".env.example names what the product reads, and nothing else", () => {
    const named = [...sourceOf(".env.example").matchAll(/^(?:# )?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(known);
  });

  test("nothing else is read from the environment", () => {
    const product = modules.filter(
      (path) => /^(?:app|components|lib|db|middleware|instrumentation|next\.)/.test(path) && !path.includes(".test."),
    );
    const read = product.flatMap((path) =>
      [...sourceOf(path).matchAll(/process\.env\.([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name ?? ""),
    );
    const scripts = ["HOLDFAST_DEMO_API_KEY"];
    expect(read).toContain("HOLDFAST_SECRET");
    expect(read.filter((name) => ![...known, ...given, ...scripts].includes(name))).toEqual([]);
  });
});

test("no line of the log carries an error as it is: a driver's message repeats the values it was given", () => {
  const product = modules.filter((path) => /^(?:app|lib|db|instrumentation)/.test(path) && !path.includes(".test."));
  expect(product.some((path) => sourceOf(path).includes("...describeFailure("))).toBe(true);
  expect(product.filter((path) => /\blog\.\w+\(\{[^}]*\berr\b/.test(sourceOf(path)))).toEqual([]);
});
