import { describe, expect, test } from "vitest";
import { z } from "zod";
import { json } from "./http";
import { refuse } from "./result";
import { only, route } from "./route";

const none = { params: Promise.resolve({}) };
const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request("http://127.0.0.1/api/v1/things", {
    method: "POST",
    body,
    headers: { "content-type": "application/json", ...headers },
  });

const echo = route({ idempotent: true, body: z.object({ quantity: z.number().int().positive() }) }, async ({ body }) =>
  json(body),
);

describe("what comes in", () => {
  test("a body that fits its schema reaches the handler", async () => {
    const response = await echo(post('{"quantity":2}'), none);
    expect([response.status, await response.json()]).toEqual([200, { quantity: 2 }]);
  });

  test.each([
    ["a value outside the schema", '{"quantity":0}', {}, 400, "invalid_request"],
    ["text that is not JSON", "{", {}, 400, "invalid_request"],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, 400, "invalid_request"],
    ["no body at all", null, {}, 400, "invalid_request"],
    ["another content type", '{"quantity":2}', { "content-type": "text/plain" }, 415, "unsupported_media"],
    ["a body above 64 KB", `{"quantity":2,"x":"${"x".repeat(65 * 1024)}"}`, {}, 413, "too_large"],
    ["a Content-Length above 64 KB", '{"quantity":2}', { "content-length": "70000" }, 413, "too_large"],
    ["a body shorter than its Content-Length", '{"quantity":2}', { "content-length": "400" }, 400, "invalid_request"],
    ["a malformed Idempotency-Key", '{"quantity":2}', { "idempotency-key": "a b" }, 400, "invalid_request"],
  ])("%s is refused", async (_name, body, headers, status, code) => {
    const response = await echo(post(body, headers), none);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code, status });
  });

  test("a body that says neither its length nor its type is none, where it is empty", async () => {
    const free = route({ body: z.object({ note: z.string().optional() }) }, async ({ body }) => json(body));
    const streamed = (text: string) => {
      const init = { method: "POST", body: new Blob([text]).stream(), duplex: "half" };
      return new Request("http://127.0.0.1/api/v1/things", init);
    };
    const [empty, untyped] = [await free(streamed(""), none), await free(streamed('{"note":"x"}'), none)];
    expect([empty.status, await empty.json()]).toEqual([200, {}]);
    expect(untyped.status).toBe(415);
  });

  test("the refusal names the fields", async () => {
    const response = await echo(post('{"quantity":1.5}'), none);
    expect(await response.json()).toMatchObject({ fields: { quantity: [expect.any(String)] } });
  });

  test("a parameter of the wrong shape names nothing", async () => {
    const read = route({ params: z.object({ id: z.uuid() }) }, async () => json({}));
    const response = await read(new Request("http://127.0.0.1/x"), { params: Promise.resolve({ id: "1" }) });
    expect(response.status).toBe(404);
  });

  test("two spellings of one body have one hash, another body another", async () => {
    const hash = route({ body: z.object({ a: z.number(), b: z.number() }) }, async ({ bodyHash }) => json(bodyHash));
    const [one, same, other] = await Promise.all(
      ['{"a":1,"b":2}', '{ "b": 2, "a": 1 }', '{"a":1,"b":3}'].map(async (text) =>
        (await hash(post(text), none)).json(),
      ),
    );
    expect(same).toBe(one);
    expect(other).not.toBe(one);
  });
});

describe("what goes out", () => {
  test("a well-formed request id comes back, a strange one is replaced", async () => {
    const kept = await echo(post('{"quantity":2}', { "x-request-id": "order-12345" }), none);
    const replaced = await echo(post('{"quantity":2}', { "x-request-id": "a b;c" }), none);
    expect(kept.headers.get("x-request-id")).toBe("order-12345");
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("a personal answer is kept by no cache", async () => {
    const response = await echo(post('{"quantity":2}'), none);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
  });

  test("a refusal is problem+json with its code, extras, request id and Retry-After", async () => {
    const busy = route({}, async () => refuse({ kind: "unavailable", retryAfterSeconds: 7, detail: "Redis rests" }));
    const response = await busy(new Request("http://127.0.0.1/x"), none);
    expect(response.status).toBe(503);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("retry-after")).toBe("7");
    expect(await response.json()).toEqual({
      type: "/developers#unavailable",
      title: expect.any(String),
      status: 503,
      code: "unavailable",
      detail: "Redis rests",
      requestId: response.headers.get("x-request-id"),
    });
  });

  test("a bug is a 500 that tells nothing", async () => {
    const broken = route({}, async () => {
      throw new Error("password is hunter2");
    });
    const response = await broken(new Request("http://127.0.0.1/x"), none);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
  });

  test("a dependency that does not answer is a 503, even deep in the cause", async () => {
    const broken = route({}, async () => {
      throw new Error("Failed query", { cause: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) });
    });
    const response = await broken(new Request("http://127.0.0.1/x"), none);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  });
});

test("an unknown method is a 405 that names the known ones", async () => {
  const { GET, PUT, OPTIONS } = only({ GET: route({}, async () => json({ fine: true })) });
  const request = new Request("http://127.0.0.1/x", { method: "PUT" });
  const refused = await PUT(request, none);
  expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect((await refused.json()).code).toBe("method_not_allowed");
  expect((await GET(request, none)).status).toBe(200);
  expect((await OPTIONS(request, none)).headers.get("allow")).toBe("GET, HEAD, OPTIONS");
});
