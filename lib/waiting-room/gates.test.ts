import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

const document = { v: "1", events: { hot: { id: "event-1", mode: "line", epoch: 0, revoked: [] } } };

let answer: { status: number; body: string; delayMs: number };
let asked: number;
const server = createServer((_request, response) => {
  asked++;
  const { status, body, delayMs } = answer;
  setTimeout(() => response.writeHead(status).end(body), delayMs).unref();
});
const settings = { baseUrl: "", isDevelopment: false };
/** Waits for an answer however long it takes here. */
const patient = { baseUrl: "", isDevelopment: true };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  settings.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  patient.baseUrl = settings.baseUrl;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A process that has read nothing yet. */
async function fresh() {
  vi.resetModules();
  return (await import("./gates")).currentGates;
}

beforeEach(() => {
  asked = 0;
  answer = { status: 200, body: JSON.stringify(document), delayMs: 0 };
});

test("many requests at once ask once, and for two seconds nobody asks again", async () => {
  const currentGates = await fresh();
  const read = await Promise.all(Array.from({ length: 20 }, () => currentGates(patient, 1000)));
  expect(read).toEqual(Array(20).fill(document));
  expect(await currentGates(patient, 2999)).toEqual(document);
  expect(asked).toBe(1);
  await currentGates(patient, 3000);
  expect(asked).toBe(2);
});

test.each([
  ["an error", { status: 503, body: "{}", delayMs: 0 }],
  ["something else", { status: 200, body: '"<html>"', delayMs: 0 }],
  ["no JSON", { status: 200, body: "<html>", delayMs: 0 }],
  ["nothing for long", { status: 200, body: JSON.stringify({ v: "2", events: {} }), delayMs: 20_000 }],
])("%s leaves the last document standing, asked for once in two seconds", async (_name, broken) => {
  const currentGates = await fresh();
  await currentGates(patient, 1000);
  answer = broken;
  const startedAt = Date.now();
  expect(await currentGates(settings, 4000)).toEqual(document);
  expect(Date.now() - startedAt).toBeLessThan(answer.delayMs || Number.POSITIVE_INFINITY);
  expect(await currentGates(settings, 5000)).toEqual(document);
  expect(asked).toBe(2);
});

test("a source that starts cold is waited for a little longer, the first time only", async () => {
  const currentGates = await fresh();
  answer = { status: 200, body: JSON.stringify(document), delayMs: 400 };
  setTimeout(() => {
    answer = { ...answer, delayMs: 0 };
  }, 350);
  expect(await currentGates(settings, 1000)).toEqual(document);
  expect(asked).toBeGreaterThan(1);
});

test("a document that was never read is unknown, and asked for by each request", async () => {
  const currentGates = await fresh();
  answer = { status: 500, body: "", delayMs: 0 };
  expect(await currentGates(settings, 1000)).toBeUndefined();
  answer = { status: 200, body: JSON.stringify(document), delayMs: 0 };
  expect(await currentGates(settings, 1001)).toEqual(document);
});
