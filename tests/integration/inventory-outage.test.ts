import { randomUUID } from "node:crypto";
import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// What a fan is told in the app's own time.
vi.unmock("@/lib/core/durations");

// In place of Redis: something that hangs up, or takes the call and never answers.
let mode: "hangs up" | "is silent" = "hangs up";
const sockets = new Set<Socket>();
let heard = "";
const server = createServer((socket) => {
  sockets.add(socket.on("error", () => undefined));
  socket.on("data", (chunk) => {
    heard += chunk;
  });
  if (mode === "hangs up") socket.destroy();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  vi.stubEnv("UPSTASH_REDIS_REST_URL", `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
  vi.unstubAllEnvs();
});

const unavailable = { ok: false, problem: { kind: "unavailable", retryAfterSeconds: expect.any(Number) } };

test("without Redis every question is unavailable with a time to come back, and nothing throws", async () => {
  const { ask } = await import("../fixtures/fans");
  const { anEvent, aVisitor } = await import("../fixtures/world");
  const { newHoldId } = await import("@/lib/inventory/hold-id");
  const { readHold } = await import("@/lib/inventory/read-hold");
  const { beginPayment } = await import("@/lib/inventory/begin-payment");
  const { extend } = await import("@/lib/inventory/extend");
  const { release, releaseOrder } = await import("@/lib/inventory/release");
  const { confirm } = await import("@/lib/inventory/confirm");
  const { snapshot } = await import("@/lib/inventory/snapshot");
  const { rebuild } = await import("@/lib/inventory/rebuild");
  const { sweep } = await import("@/lib/inventory/sweep");
  const world = await anEvent();
  const fan = aVisitor();
  const own = { holdId: newHoldId(world.eventId, fan), fan };
  const order = { eventId: world.eventId, holdId: own.holdId, orderId: randomUUID() };

  expect(await ask(world, 1, { fan })).toEqual(unavailable);
  expect(await readHold(own)).toEqual(unavailable);
  expect(await beginPayment({ ...own, ...order })).toEqual(unavailable);
  expect(await extend(own)).toEqual(unavailable);
  expect(await release(own)).toEqual(unavailable);
  expect(await snapshot(world.eventId)).toEqual(unavailable);
  expect(await rebuild(world.eventId)).toEqual(unavailable);
  expect(await sweep(world.eventId)).toEqual({ released: 0, paying: [] });
  await expect(confirm(order)).resolves.toBeUndefined();
  await expect(releaseOrder(order)).resolves.toBeUndefined();
});

test("a return that Redis did not hear throws, so that its job is repeated", async () => {
  const { giveBack } = await import("@/lib/inventory/give-back");
  const back = { eventId: randomUUID(), returnId: "r", generation: 1, units: [] };
  await expect(giveBack(back)).rejects.toThrow("try again");
});

test("a Redis that is silent is given up in seconds", async () => {
  mode = "is silent";
  const { ask } = await import("../fixtures/fans");
  const { anEvent } = await import("../fixtures/world");
  const world = await anEvent();
  const began = Date.now();
  expect(await ask(world, 1)).toEqual(unavailable);
  expect(Date.now() - began).toBeLessThan(20_000);
});

test("a cache that is silent is asked once, and the source answers in its place", async () => {
  mode = "is silent";
  heard = "";
  const { z } = await import("zod");
  const { cached } = await import("@/lib/cache/cached");
  const key = `cache:test:${randomUUID()}`;
  const load = async () => ({ title: "from the source" });
  expect(await cached({ key, ttlMs: 60_000, schema: z.object({ title: z.string() }), load })).toEqual({
    title: "from the source",
  });
  expect(heard.split(key)).toHaveLength(2);
  expect(heard).toContain(`["get","${key}"]`);
});
