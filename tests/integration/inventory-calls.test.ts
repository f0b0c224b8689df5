import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Hold } from "@/lib/inventory/hold";
import { countRestCalls, countStatements } from "../fixtures/count-calls";
import { granted } from "../fixtures/granted";

let rest: Awaited<ReturnType<typeof countRestCalls>>;
let sql: Awaited<ReturnType<typeof countStatements>>;

beforeAll(async () => {
  rest = await countRestCalls(process.env.UPSTASH_REDIS_REST_URL ?? "");
  sql = await countStatements(process.env.DATABASE_URL ?? "");
  // Read once by the process: what is imported below speaks through the counters.
  vi.stubEnv("UPSTASH_REDIS_REST_URL", rest.url);
  vi.stubEnv("DATABASE_URL", sql.url);
  vi.stubEnv("DATABASE_DRIVER", "pg");
});

afterAll(() => {
  rest?.close();
  sql?.close();
});

test("a reserve is one call to Redis and no statement, and so is a refusal", async () => {
  const { anEvent } = await import("../fixtures/world");
  const { ask } = await import("../fixtures/fans");
  const world = await anEvent({ capacity: 7 });
  expect((await ask(world, 1)).ok).toBe(true);
  expect(sql.calls.length).toBeGreaterThan(0);

  const spent = async (act: () => Promise<unknown>) => {
    const before = [rest.calls.length, sql.calls.length];
    await act();
    return [rest.calls.length - (before[0] ?? 0), sql.calls.length - (before[1] ?? 0)];
  };
  const { beginPayment } = await import("@/lib/inventory/begin-payment");
  const { confirm } = await import("@/lib/inventory/confirm");
  const pay = async ({ id: holdId, fan }: Hold) => {
    const order = { eventId: world.eventId, holdId, orderId: world.eventId };
    return [await spent(() => beginPayment({ ...order, fan })), await spent(() => confirm(order))];
  };
  // A script that this Redis has not seen is sent once more in full.
  await pay(granted(await ask(world, 1)));

  const hold = granted(await ask(world, 1));
  expect(await spent(() => ask(world, 2))).toEqual([1, 0]);
  expect(await spent(() => ask(world, 1, { key: "k" }))).toEqual([1, 0]);
  expect(await spent(() => ask(world, 8))).toEqual([1, 0]);
  expect(await pay(hold)).toEqual([
    [1, 0],
    [1, 0],
  ]);
});
