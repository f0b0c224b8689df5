import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { briefly } from "@/lib/cache/briefly";
import { cached, forget } from "@/lib/cache/cached";
import { rawRedis } from "../fixtures/stack";

const schema = z.object({ title: z.string() });

/** A source that counts how often it was asked. */
function aSource(nearMs = 0) {
  const key = `cache:test:${randomUUID()}`;
  const source = { asked: 0, title: "first" as string | undefined };
  const load = async () => {
    source.asked++;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return source.title === undefined ? undefined : { title: source.title };
  };
  return { source, key, read: () => cached({ key, ttlMs: 60_000, nearMs, schema, load }) };
}

test("many who ask at once ask the source once, and Redis after", async () => {
  const { source, key, read } = aSource();
  expect(await Promise.all(Array.from({ length: 20 }, read))).toEqual(Array(20).fill({ title: "first" }));
  expect(await read()).toEqual({ title: "first" });
  expect(source.asked).toBe(1);
  const ttlMs = await rawRedis().pttl(key);
  expect(ttlMs).toBeGreaterThan(50_000);
  expect(ttlMs).toBeLessThanOrEqual(60_000);
});

test("what is forgotten is read anew, here at once", async () => {
  const { source, key, read } = aSource(10_000);
  await read();
  source.title = "second";
  expect(await read()).toEqual({ title: "first" });
  await forget([key]);
  expect(await read()).toEqual({ title: "second" });
});

test("what is absent is not kept", async () => {
  const { source, read } = aSource(10_000);
  source.title = undefined;
  expect(await read()).toBeUndefined();
  source.title = "now";
  expect(await read()).toEqual({ title: "now" });
});

test.each(["not json", '{"name":"of an older release"}'])("%s in the cache reads as absent", async (text) => {
  const { source, key, read } = aSource();
  await rawRedis().set(key, text);
  expect(await read()).toEqual({ title: "first" });
  expect(source.asked).toBe(1);
});

test("a brief answer is one answer for its time, and a failure is not kept", async () => {
  const key = randomUUID();
  let asked = 0;
  const ask = () =>
    briefly(key, 60, async () => {
      asked++;
      if (asked === 1) throw new Error("once");
      return asked;
    });
  await expect(ask()).rejects.toThrow("once");
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([2, 2, 2]);
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(await ask()).toBe(3);
});
