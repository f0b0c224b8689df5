import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Redis } from "@upstash/redis";
import { expect, onTestFinished, test } from "vitest";
import { isOutage } from "@/lib/core/failure";
import { poster } from "./post";
import { requester } from "./requester";

type Call = { path: string; commands: string[][]; headers: IncomingMessage["headers"] };
type Say = (call: Call, response: ServerResponse) => void | Promise<void>;

/** What a server says to `echo`; anything else is an error of its own. */
const said = ([name, value]: string[]) => (name === "echo" ? { result: value } : { error: `ERR ${name} ${value}` });
const answer: Say = ({ commands }, response) => void response.end(JSON.stringify(commands.map(said)));

/** A client before a server of this test's own, and what that server heard. */
async function aRedis({ say = answer, timeoutMs = 60_000 }: { say?: Say; timeoutMs?: number } = {}) {
  const calls: Call[] = [];
  const most = { together: 0 };
  let together = 0;
  const server = createServer(async (request, response) => {
    together += 1;
    most.together = Math.max(most.together, together);
    response.once("close", () => {
      together -= 1;
    });
    const call = { path: request.url ?? "", commands: JSON.parse(await text(request)), headers: request.headers };
    calls.push(call);
    await say(call, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redis = new Redis(requester(poster({ url, token: "t", timeoutMs }), timeoutMs));
  const echoes = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => redis.echo(`n${from + index}`));
  return { redis, calls, most, echoes };
}

const outcome = (promise: Promise<unknown>) =>
  promise.catch((error: unknown) => (isOutage(error) ? "outage" : `refused: ${error}`));
const names = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `n${from + index}`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("what one turn asks for leaves in one call, and everyone hears their own answer", async () => {
  const { echoes, calls } = await aRedis();
  expect(await Promise.all(echoes(10))).toEqual(names(10));
  expect(calls.map(({ path, commands }) => [path, commands.length])).toEqual([["/pipeline", 10]]);
  expect(calls[0]?.commands.map(([, value]) => value)).toEqual(names(10));
  expect(calls[0]?.headers.authorization).toBe("Bearer t");
});

test("a command that Redis refuses fails alone", async () => {
  const { redis } = await aRedis();
  const outcomes = await Promise.all([
    redis.echo("a"),
    outcome(redis.evalsha("0".repeat(40), [], [])),
    redis.echo("b"),
  ]);
  expect(outcomes).toEqual(["a", `refused: UpstashError: ERR evalsha ${"0".repeat(40)}`, "b"]);
});

test("a command whose node of a cluster is away is an outage, and the others are served", async () => {
  const { redis } = await aRedis({
    say: ({ commands }, response) =>
      void response.end(
        JSON.stringify(
          commands.map((each) => (each[1] === "lost" ? { error: "CLUSTERDOWN Hash slot not served" } : said(each))),
        ),
      ),
  });
  const outcomes = await Promise.all([redis.echo("a"), outcome(redis.echo("lost")), redis.echo("b")]);
  expect(outcomes).toEqual(["a", "outage", "b"]);
});

test("at most 64 commands share a call, and at most two calls are out at once", async () => {
  const { echoes, calls, most } = await aRedis({
    say: async (call, response) => {
      await pause(20);
      await answer(call, response);
    },
  });
  expect(await Promise.all(echoes(300))).toEqual(names(300));
  expect(calls.map(({ commands }) => commands.length)).toEqual([64, 64, 64, 64, 44]);
  expect(most.together).toBe(2);
});

test("large commands do not gather in one call", async () => {
  const { redis, calls } = await aRedis();
  await Promise.all([1, 2, 3].map((each) => redis.echo(String(each).repeat(300_000))));
  expect(calls.map(({ commands }) => commands.length)).toEqual([1, 1, 1]);
});

test("whoever finds the queue full hears so at once; those who wait in it are served", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { echoes } = await aRedis({
    say: async (call, response) => {
      await gate;
      await answer(call, response);
    },
  });
  const waiting = echoes(4096);
  const beyond = echoes(3, 4096).map(outcome);
  expect(await Promise.all(beyond)).toEqual(["outage", "outage", "outage"]);
  open();
  expect(await Promise.all(waiting)).toEqual(names(4096));
});

test("a server that is silent fails each command in the end, sent or not", async () => {
  const { echoes, calls } = await aRedis({ say: () => undefined, timeoutMs: 150 });
  expect(new Set(await Promise.all(echoes(200).map(outcome)))).toEqual(new Set(["outage"]));
  // Two calls were out with 64 each; the other 72 never left.
  expect(calls.reduce((sum, { commands }) => sum + commands.length, 0)).toBeLessThanOrEqual(128);
});

test("a call that is lost fails its own commands and no others", async () => {
  const { echoes } = await aRedis({
    say: (call, response) =>
      call.commands.some(([, value]) => value === "n70") ? void response.destroy() : answer(call, response),
  });
  const outcomes = await Promise.all(echoes(192).map(outcome));
  expect(outcomes.slice(0, 64)).toEqual(names(64));
  expect(new Set(outcomes.slice(64, 128))).toEqual(new Set(["outage"]));
  expect(outcomes.slice(128)).toEqual(names(64, 128));
});

test("a connection that was closed is opened again, once", async () => {
  let lost = 0;
  const { redis, calls } = await aRedis({
    say: (call, response) => {
      if (lost >= 1) return answer(call, response);
      lost += 1;
      response.destroy();
    },
  });
  expect(await redis.echo("again")).toBe("again");
  expect(calls.map(({ commands }) => commands)).toEqual([[["echo", "again"]], [["echo", "again"]]]);
});

test.each([
  [503, '{"error":"ERR Redis is away"}', "outage"],
  [429, '{"error":"slow down"}', "outage"],
  [502, "<html>", "outage"],
  [200, "<html>", "outage"],
  [200, "[]", "outage"],
  [401, '{"error":"WRONGPASS invalid token"}', "refused: UpstashError: WRONGPASS invalid token"],
])("a call answered %d %s is for each command: %s", async (status, body, expected) => {
  const { echoes } = await aRedis({ say: (_, response) => void response.writeHead(status).end(body) });
  expect(await Promise.all(echoes(2).map(outcome))).toEqual([expected, expected]);
});

test("what is no command fails alone, before anything is sent", async () => {
  const { redis, calls } = await aRedis();
  const [broken, fine] = await Promise.all([outcome(redis.set("key", undefined)), redis.echo("a")]);
  expect([fine, broken]).toEqual(["a", expect.stringContaining("InvariantError")]);
  expect(calls).toHaveLength(1);
});

test("a pipeline and a transaction that somebody wrote stay calls of their own", async () => {
  const { redis, calls } = await aRedis();
  expect(await redis.pipeline().echo("a").echo("b").exec()).toEqual(["a", "b"]);
  expect(await redis.multi().echo("a").exec()).toEqual(["a"]);
  expect(calls.map(({ path }) => path)).toEqual(["/pipeline", "/multi-exec"]);
});

test("text in any script comes back as it went, also where a chunk ends inside a letter", async () => {
  const { redis } = await aRedis({
    say: async ({ commands }, response) => {
      const bytes = Buffer.from(JSON.stringify(commands.map(said)));
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await pause(0);
      }
      response.end();
    },
  });
  expect(await redis.echo("東京 🎟️ café")).toBe("東京 🎟️ café");
});

test("what the store said of its writes goes with the next call, so that replicas answer no older", async () => {
  const { redis, calls } = await aRedis({
    say: (call, response) => {
      response.setHeader("upstash-sync-token", `s${calls.length}`);
      return answer(call, response);
    },
  });
  await redis.echo("a");
  await redis.echo("b");
  expect(calls.map(({ headers }) => headers["upstash-sync-token"])).toEqual([undefined, "s1"]);
});
