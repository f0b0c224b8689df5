import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "./eventually";
import { freePort, type Part, startPart } from "./start-part";

type Origin = { server: Server; port: number; asked: IncomingMessage[]; isWell: boolean };
type Says = (request: IncomingMessage, response: ServerResponse) => unknown;

const origins: Origin[] = [];
let says: Says = (_, response) => void response.end();
let cdn: Part;
let path = "/";
let fresh = 0;

async function anOrigin(): Promise<Origin> {
  const port = await freePort();
  const origin: Origin = { port, asked: [], isWell: true, server: createServer() };
  origin.server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === "/api/v1/health") return void response.writeHead(origin.isWell ? 200 : 503).end();
    origin.asked.push(request);
    response.setHeader("X-Origin", String(port));
    void says(request, response);
  });
  await new Promise<void>((resolve) => origin.server.listen(port, "127.0.0.1", resolve));
  return origin;
}

beforeAll(async () => {
  origins.push(await anOrigin(), await anOrigin());
  const urls = origins.map(({ port }) => `http://127.0.0.1:${port}`).join();
  cdn = await startPart("local/cdn.ts", { CDN_ORIGINS: urls });
});
afterAll(async () => {
  await cdn.end();
  for (const { server } of origins) {
    server.closeAllConnections();
    server.close();
  }
});
afterEach(() => {
  fresh += 1;
  path = `/document-${fresh}`;
  for (const origin of origins) Object.assign(origin, { asked: [], isWell: true });
});

const asked = () => origins.reduce((sum, origin) => sum + origin.asked.filter(({ url }) => url === path).length, 0);
const get = async (headers: Record<string, string> = {}) => {
  const response = await fetch(cdn.url + path, { headers });
  return { status: response.status, cache: response.headers.get("x-cache"), text: await response.text(), response };
};

/** A document that is another one each time it is written. */
function document(headers: Record<string, string | string[]>, status = 200): void {
  let written = 0;
  says = (_, response) => {
    written += 1;
    response.writeHead(status, headers).end(`document ${written}`);
  };
}

describe("RFC 9111, section 3: what may be kept", () => {
  test("a public document is fetched once, and is the same for everybody, with a cookie or without", async () => {
    document({ "Cache-Control": "public, s-maxage=60" });
    expect(await get()).toMatchObject({ cache: "miss", text: "document 1" });
    expect(await get({ Cookie: "hf_fan=somebody" })).toMatchObject({ cache: "hit", text: "document 1" });
    expect(asked()).toBe(1);
  });

  test.each([
    ["is private", { "Cache-Control": "private, s-maxage=60" }, 200],
    ["is not to be stored", { "Cache-Control": "no-store, s-maxage=60" }, 200],
    ["sets a cookie", { "Cache-Control": "s-maxage=60", "Set-Cookie": ["a=1", "b=2"] }, 200],
    ["differs by cookie", { "Cache-Control": "s-maxage=60", Vary: "Accept-Encoding, Cookie" }, 200],
    ["is for browsers alone", { "Cache-Control": "max-age=60" }, 200],
    ["says nothing", {}, 200],
    ["is a failure", { "Cache-Control": "s-maxage=60" }, 503],
    ["leads elsewhere", { "Cache-Control": "s-maxage=60", Location: "/" }, 404],
  ])("never what %s", async (_, headers, status) => {
    document(headers, status);
    expect(await get()).toMatchObject({ status, cache: "pass", text: "document 1" });
    expect(await get()).toMatchObject({ status, cache: "pass", text: "document 2" });
  });

  test("cookies that an origin sets arrive one by one", async () => {
    document({ "Set-Cookie": ["a=1", "b=2"] });
    expect((await get()).response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  });

  test("whoever shows who they are asks the origin, and gets nothing of others", async () => {
    document({ "Cache-Control": "s-maxage=60" });
    await get();
    expect(await get({ Authorization: "Bearer x" })).toMatchObject({ cache: "pass", text: "document 2" });
    expect(await get()).toMatchObject({ cache: "hit", text: "document 1" });
  });

  test("what varies is kept for each of its kinds", async () => {
    says = (request, response) =>
      void response.writeHead(200, { "Cache-Control": "s-maxage=60", Vary: "rsc" }).end(`rsc ${request.headers.rsc}`);
    expect(await get()).toMatchObject({ text: "rsc undefined" });
    expect(await get({ rsc: "1" })).toMatchObject({ cache: "miss", text: "rsc 1" });
    expect(await get({ rsc: "1" })).toMatchObject({ cache: "hit", text: "rsc 1" });
    expect(await get()).toMatchObject({ cache: "hit", text: "rsc undefined" });
  });
});

describe("RFC 5861, section 3: stale while it is fetched anew", () => {
  test("an old document is shown at once, and the next one behind it; past its time nobody sees it", async () => {
    document({ "Cache-Control": "s-maxage=1, stale-while-revalidate=60" });
    expect((await get()).text).toBe("document 1");
    const stale = await eventually(async () => {
      const answer = await get();
      return answer.cache === "stale" ? answer : undefined;
    });
    expect(stale.text).toBe("document 1");
    expect(await eventually(async () => ((await get()).text === "document 2" ? true : undefined))).toBe(true);
  });

  test("a document without that time is fetched before it is shown", async () => {
    document({ "Cache-Control": "s-maxage=1" });
    const seen = new Set<string | null>();
    await eventually(async () => {
      const { cache, text } = await get();
      seen.add(cache);
      return text === "document 3" ? true : undefined;
    });
    expect(seen.has("miss")).toBe(true);
    expect(seen.has("stale")).toBe(false);
  });
});

describe("who asks at the same time", () => {
  test("is answered by one call, however many there are", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    says = async (_, response) => {
      await held;
      response.writeHead(200, { "Cache-Control": "s-maxage=60" }).end("shared");
    };
    const all = Array.from({ length: 40 }, () => get());
    await eventually(() => (asked() > 0 ? true : undefined));
    release();
    const answers = await Promise.all(all);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["shared"]));
    expect(asked()).toBe(1);
  });

  test("never shares what turns out to be of one of them", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let count = 0;
    says = async (_, response) => {
      await held;
      count += 1;
      response.writeHead(200, { "Cache-Control": "private" }).end(`mine ${count}`);
    };
    const all = Array.from({ length: 10 }, () => get());
    await eventually(() => (asked() > 0 ? true : undefined));
    release();
    expect(new Set((await Promise.all(all)).map(({ text }) => text)).size).toBe(10);
  });
});

describe("the processes behind it", () => {
  test("are asked in turn, with the method, the body and who asked", async () => {
    says = (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () =>
        response.end(`${request.method} ${Buffer.concat(chunks)} ${request.headers["x-forwarded-for"]}`),
      );
    };
    const post = () => fetch(cdn.url + path, { method: "POST", body: "hello" });
    const [one, other] = [await post(), await post()];
    expect(await one.text()).toBe("POST hello 127.0.0.1");
    expect(await other.text()).toBe("POST hello 127.0.0.1");
    expect(one.headers.get("x-origin")).not.toBe(other.headers.get("x-origin"));
  });

  test("one that is not well gets nothing until it is well again", async () => {
    document({});
    const [first] = origins;
    if (!first) throw new Error("no origin");
    const who = async () =>
      new Set([(await get()).response, (await get()).response].map((r) => r.headers.get("x-origin")));
    first.isWell = false;
    await eventually(async () => ((await who()).has(String(first.port)) ? undefined : true));
    expect((await who()).has(String(first.port))).toBe(false);
    first.isWell = true;
    await eventually(async () => ((await who()).has(String(first.port)) ? true : undefined));
  });

  test("one that hangs up is not the end of a question, and a change is never made twice", async () => {
    let calls = 0;
    says = (request, response) => {
      calls += 1;
      if (calls === 1) request.socket.destroy();
      else response.end("second");
    };
    expect(await get()).toMatchObject({ status: 200, text: "second" });
    calls = 0;
    const change = await fetch(cdn.url + path, { method: "POST", body: "pay" });
    expect([change.status, calls]).toEqual([502, 1]);
  });
});

test("a document too large to be shared is handed through the next time, and the others are shared", async () => {
  says = (_, response) =>
    void response.writeHead(200, { "Cache-Control": "s-maxage=60" }).end(Buffer.alloc(5 * 1024 * 1024));
  expect((await get()).status).toBe(502);
  expect(await get()).toMatchObject({ status: 200, cache: "pass" });
  path = "/small";
  document({ "Cache-Control": "s-maxage=60" });
  expect(await get()).toMatchObject({ status: 200, cache: "miss", text: "document 1" });
});

test("SIGTERM ends it with code 0", async () => {
  expect(await cdn.stop("SIGTERM")).toEqual({ code: 0, signal: null });
  await cdn.restart();
  expect((await fetch(`${cdn.url}/_local/counts`)).status).toBe(200);
});
