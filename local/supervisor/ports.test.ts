import { createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { choosePorts, isFree, nextFreePorts } from "./ports";

const open: { close: () => void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const occupy = (port: number) =>
  new Promise<void>((resolve) => {
    const server = createServer().listen(port, "127.0.0.1", resolve);
    open.push(server);
  });

test("every listener gets a port of its own, the same at the next start", async () => {
  const place = "/a/place/of/its/own";
  const first = await choosePorts({ place, known: {}, asked: {} });
  expect(new Set(Object.values(first)).size).toBe(12);
  expect(await choosePorts({ place, known: first, asked: {} })).toEqual(first);
});

test("a port taken meanwhile is replaced by the next free one, the others stay", async () => {
  const place = "/another/place";
  const first = await choosePorts({ place, known: {}, asked: {} });
  await occupy(first.redis);
  expect(await isFree(first.redis)).toBe(false);

  const second = await choosePorts({ place, known: first, asked: {} });
  expect(second.redis).toBeGreaterThan(first.redis);
  expect({ ...second, redis: 0 }).toEqual({ ...first, redis: 0 });
});

test("a port asked for is used as it is, and refused by name when somebody listens there", async () => {
  const [wanted = 0] = await nextFreePorts(28_999, 1, new Set());
  const ports = await choosePorts({ place: "/p", known: {}, asked: { mail: wanted } });
  expect(ports.mail).toBe(wanted);

  await occupy(wanted);
  await expect(choosePorts({ place: "/p", known: {}, asked: { mail: wanted } })).rejects.toThrow(`${wanted} for mail`);
});

test("the app takes its usual port again as soon as it is free", async () => {
  const [usual = 0] = await nextFreePorts(29_100, 1, new Set());
  await occupy(usual);
  const away = await choosePorts({ place: "/q", known: {}, asked: {}, appFirst: usual });
  expect(away.app).toBeGreaterThan(usual);

  for (const server of open.splice(0)) server.close();
  expect((await choosePorts({ place: "/q", known: away, asked: {}, appFirst: usual })).app).toBe(usual);
});
