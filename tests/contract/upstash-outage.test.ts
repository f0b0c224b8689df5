import { randomUUID } from "node:crypto";
import { Redis } from "@upstash/redis";
import { expect, onTestFinished, test } from "vitest";
import { eventually, soonMs } from "./eventually";
import { startRelay } from "./relay";
import { startPart } from "./start-part";

const { REDIS_URL = "" } = process.env;
const token = "outage-token";

/** A gateway of this test's own, whose Redis can be taken away. */
async function aGateway() {
  const relay = await startRelay(REDIS_URL);
  const redisUrl = new URL(REDIS_URL);
  redisUrl.hostname = "127.0.0.1";
  redisUrl.port = String(relay.port);
  const part = await startPart("local/upstash-gateway.ts", {
    REDIS_URL: redisUrl.href,
    UPSTASH_REDIS_REST_TOKEN: token,
  });
  onTestFinished(async () => {
    await part.stop("SIGKILL");
  });
  const redis = new Redis({ url: part.url, token, retry: false, enableTelemetry: false });
  const ask = async (...command: string[]) => {
    const began = performance.now();
    const body = JSON.stringify(command);
    const response = await fetch(part.url, { method: "POST", body, headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: await response.json(), ms: performance.now() - began };
  };
  return { ...part, relay, redis, ask };
}

const aKey = () => `outage:{${randomUUID()}}`;

test("while Redis is away commands fail at once, and are served again when it is back", async () => {
  const { relay, ask, url } = await aGateway();
  expect(await ask("ECHO", "here")).toMatchObject({ status: 200, body: { result: "here" } });

  relay.become("refuse");
  const away = await eventually(async () => {
    const answer = await ask("ECHO", "anyone");
    return answer.status === 503 && answer.ms < 1_000 ? answer : undefined;
  });
  expect(away.body).toEqual({ error: expect.stringMatching(/^ERR /) });
  expect((await fetch(`${url}/_local/health`)).status).toBe(503);

  relay.become("pass");
  await eventually(async () => ((await ask("ECHO", "back")).status === 200 ? true : undefined));
  expect((await fetch(`${url}/_local/health`)).status).toBe(200);
});

test("a Redis that hangs costs a caller no more than about two seconds", async () => {
  const { relay, redis, ask } = await aGateway();
  relay.become("hang");
  const [single, pipelined] = await Promise.all([
    ask("ECHO", "anyone"),
    redis.pipeline().echo("anyone").exec().catch(String),
  ]);
  expect(single.status).toBe(503);
  expect(single.ms).toBeGreaterThan(1_500);
  expect(single.ms).toBeLessThan(soonMs);
  expect(pipelined).toContain("Redis did not answer");
});

test("a command whose answer was lost is not run again", async () => {
  const { relay, ask } = await aGateway();
  const key = aKey();
  await ask("SET", key, "0", "EX", "60");
  relay.become("swallow answers");
  expect((await ask("INCR", key)).status).toBe(503);
  relay.become("pass");
  const after = await eventually(async () => {
    const answer = await ask("GET", key);
    return answer.status === 200 ? answer : undefined;
  });
  expect(after.body).toEqual({ result: "1" });
});

test("a subscription ends with its Redis, so that the subscriber can notice", async () => {
  const { relay, url } = await aGateway();
  const stream = await fetch(`${url}/subscribe/news`, { headers: { authorization: `Bearer ${token}` } });
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  relay.become("refuse");
  expect(await stream.text()).toBe("data: subscribe,news,1\n\n");
});

test("SIGTERM ends it with code 0 soon, subscribers or not", async () => {
  const { url, stop } = await aGateway();
  await fetch(`${url}/subscribe/news`, { headers: { authorization: `Bearer ${token}` } });
  const began = performance.now();
  expect(await stop("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(soonMs);
});
