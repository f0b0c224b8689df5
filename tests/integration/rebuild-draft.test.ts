import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import { keys } from "@/lib/inventory/keys";
import { rebuild } from "@/lib/inventory/rebuild";
import { snapshot } from "@/lib/inventory/snapshot";
import { swap } from "@/lib/inventory/swap";
import { writeDraft } from "@/lib/inventory/write-draft";
import { granted } from "../fixtures/granted";
import { anEventIn } from "../fixtures/hall";
import { rawRedis } from "../fixtures/stack";

// Of the commands that write a draft so many arrive; then whoever sends them is gone.
const { alive } = vi.hoisted(() => ({ alive: { writes: Number.POSITIVE_INFINITY } }));
const writing = new Set(["hset", "setrange", "sadd", "zadd"]);
vi.mock("@/lib/redis/client", async (original) => {
  const real = await original<typeof import("@/lib/redis/client")>();
  const redis = () =>
    new Proxy(real.redis(), {
      get(target, name) {
        const command: unknown = Reflect.get(target, name);
        if (typeof command !== "function" || !writing.has(String(name))) return command;
        return (...words: unknown[]) => {
          if (--alive.writes < 0) throw new Error("the process died");
          return Reflect.apply(command, target, words);
        };
      },
    });
  return { ...real, redis };
});

const draft = {
  fields: new Map([["generation", "2"]]),
  expiry: [{ score: 1, member: "m" }],
  returns: [{ score: 1, member: "r" }],
  // Several calls each.
  freed: new Map([["range", Array.from({ length: 20_001 }, (_, index) => index + 1)]]),
  seats: "a".repeat(64_001),
};

test.each([1, 2, 3, 4, 5, 6])("a draft whose process dies after %i writes goes away by itself", async (writes) => {
  const [eventId, token] = [randomUUID(), randomUUID()];
  alive.writes = writes;
  await expect(writeDraft(eventId, draft, (key) => keys.draft(key, token))).rejects.toThrow("died");
  alive.writes = Number.POSITIVE_INFINITY;
  const left = await rawRedis().keys(`inv:{${eventId}}:*`);
  expect(left.length).toBeGreaterThan(0);
  for (const key of left) expect([key, await rawRedis().pttl(key)]).toEqual([key, expect.toSatisfy((ms) => ms > 0)]);
});

test("a draft that has gone by itself takes nobody's place, and leaves nothing behind", async () => {
  const { eventId, typeId } = await anEventIn({ stalls: ["aaaa"] });
  const { generation } = granted(await rebuild(eventId));
  const before = await rawRedis().keys(`inv:{${eventId}}:*`);
  const token = randomUUID();
  await rawRedis().set(keys.rebuilding(eventId), token, "PX", 10_000);
  expect(await swap({ eventId, token, generation: generation + 1, rangeIds: [] })).toBe("lost");
  await rawRedis().del(keys.rebuilding(eventId));
  expect(granted(await snapshot(eventId))).toMatchObject({ generation, types: { [typeId]: { available: 4 } } });
  expect((await rawRedis().keys(`inv:{${eventId}}:*`)).toSorted()).toEqual(before.toSorted());
});
