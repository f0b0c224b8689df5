import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { eventually } from "./eventually";
import { aKey, call, clients, isVendor, json, reading, redis, stranger, token, url } from "./upstash/account";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    (value) => `resolved with ${JSON.stringify(value)}`,
    (error: unknown) => String(error),
  );

describe.each(clients)("https://upstash.com/docs/redis/features/restapi#response, by %s", (_by, redis) => {
  test("a value, an integer, a missing one and a list each keep their kind", async () => {
    const key = aKey();
    expect(await redis.set(key, "12", { ex: 60 })).toBe("OK");
    expect(await redis.get(key)).toBe("12");
    expect(await redis.incrby(key, 30)).toBe(42);
    expect(await redis.get(aKey())).toBeNull();
    expect(await redis.mget(key, `${key}:none`)).toEqual(["42", null]);
    expect(await redis.lrange(`${key}:none`, 0, -1)).toEqual([]);
  });

  test("objects go in and come out as objects with the library's defaults", async () => {
    const key = aKey();
    await reading.set(key, { seat: "A1", prices: [1, null] }, { ex: 60 });
    expect(await reading.get(key)).toEqual({ seat: "A1", prices: [1, null] });
    expect(await redis.get(key)).toBe('{"seat":"A1","prices":[1,null]}');
  });

  test("integers past 2^53 keep every digit on the wire", async () => {
    const key = aKey();
    await redis.set(key, "9223372036854775806", { ex: 60 });
    expect((await call("/", json(["INCR", key]))).text).toBe('{"result":9223372036854775807}');
  });
});

describe.each(clients)(
  "https://upstash.com/docs/redis/features/restapi#base64-encoded-responses, by %s",
  (_by, redis) => {
    test.each(["café", "東京 🎟️", 'quote " back \\ slash', "line\nline\r\n", "\u0000nul", "OK", "T0s=", "", "null"])(
      "%j comes back as it went in, alone and in a list",
      async (text) => {
        const key = aKey();
        await redis.set(key, text, { ex: 60 });
        expect(await redis.get(key)).toBe(text);
        expect(await redis.mget(key, key)).toEqual([text, text]);
      },
    );

    test("nested lists keep their nulls, integers and an OK deep inside", async () => {
      const script = 'return {"OK", {"OK", 7, {"OK", false, "é"}}, false, redis.status_reply("OK")}';
      expect(await redis.eval(script, [], [])).toEqual(["OK", ["OK", 7, ["OK", null, "é"]], null, "OK"]);
    });

    test("odd bytes survive in base64 and become U+FFFD without it", async () => {
      const key = aKey();
      await redis.eval('redis.call("SET", KEYS[1], string.char(255, 0, 65), "EX", 60) return 1', [key], []);
      const encoded = await call("/", { ...json(["GET", key]), headers: { "upstash-encoding": "base64" } });
      expect(encoded.text).toBe('{"result":"/wBB"}');
      expect((await call("/", json(["GET", key]))).text).toBe(JSON.stringify({ result: "\ufffd\u0000A" }));
    });
  },
);

describe("https://upstash.com/docs/redis/features/restapi#api-semantics", () => {
  test("a command may be spelled as a path, with escapes and the token as a parameter", async () => {
    const key = encodeURIComponent(aKey());
    expect(await call(`/set/${key}/caf%C3%A9/EX/60`, { method: "GET" })).toEqual({
      status: 200,
      text: '{"result":"OK"}',
    });
    expect((await call(`/get/${key}`, { method: "GET" })).text).toBe('{"result":"café"}');
    const bare = await fetch(`${url}/get/${key}?_token=${encodeURIComponent(token)}`);
    expect(await bare.text()).toBe('{"result":"café"}');
  });

  test("a posted body becomes the last argument, bytes and all; the query follows it", async () => {
    const key = encodeURIComponent(aKey());
    expect((await call(`/set/${key}?EX=100`, { body: Buffer.from([0xfe, 0x00]) })).text).toBe('{"result":"OK"}');
    const read = await call(`/get/${key}`, { method: "GET", headers: { "upstash-encoding": "base64" } });
    expect(read.text).toBe('{"result":"/gA="}');
    expect(Number(JSON.parse((await call(`/ttl/${key}`)).text).result)).toBeGreaterThan(90);
  });
});

describe("https://upstash.com/docs/redis/features/restapi#http-codes", () => {
  test("a wrong token is refused and changes nothing", async () => {
    const key = aKey();
    expect(await rejection(stranger.set(key, "1", { ex: 60 }))).toContain("WRONGPASS");
    expect((await call("/", { ...json(["PING"]), headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    expect(await redis.get(key)).toBeNull();
  });

  test("no token at all is refused, also on a pipeline", async () => {
    const response = await fetch(`${url}/pipeline`, { method: "POST", body: '[["PING"]]' });
    expect(response.status).toBe(401);
    expect(await response.json()).toHaveProperty("error");
  });

  test.each([
    ["/", "{"],
    ["/", "[]"],
    ["/", '"PING"'],
    ["/pipeline", "{}"],
    ["/pipeline", '["PING"]'],
    ["/multi-exec", "["],
  ])("%s answers 400 to the body %s", async (path, body) => {
    const { status, text } = await call(path, { body });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ error: expect.any(String) });
  });

  test("an unknown command fails by name", async () => {
    expect(await rejection(redis.exec(["NOSUCHCOMMAND", "a"]))).toMatch(/unknown command|not available/i);
    expect((await call("/", json(["NOSUCHCOMMAND"]))).status).toBe(400);
  });

  test("a command with too few arguments fails as Redis says it", async () => {
    const { status, text } = await call("/", json(["GET"]));
    expect(status).toBe(400);
    expect(JSON.parse(text).error).toMatch(/^ERR wrong number of arguments for 'get' command/);
  });

  test("a command on the wrong kind of value fails with WRONGTYPE and leaves it alone", async () => {
    const key = aKey();
    await redis.set(key, "text", { ex: 60 });
    expect(await rejection(redis.lpush(key, "x"))).toContain("WRONGTYPE");
    expect(await redis.get(key)).toBe("text");
  });

  test("a method REST does not know is 405", async () => {
    expect((await call("/get/any", { method: "DELETE" })).status).toBe(405);
  });
});

describe("https://upstash.com/docs/redis/troubleshooting/max_request_size_exceeded", () => {
  test.skipIf(isVendor)("a body past the limit is refused, one below it is kept", async () => {
    const key = encodeURIComponent(aKey());
    const refused = await call(`/set/${key}`, { body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text).error).toContain("max request size exceeded");
    expect((await call(`/get/${key}`)).text).toBe('{"result":null}');
    expect((await call(`/set/${key}?EX=60`, { body: Buffer.alloc(1024 * 1024, "x") })).status).toBe(200);
    expect((await call(`/strlen/${key}`)).text).toBe('{"result":1048576}');
  });
});

describe.each(clients)(
  "https://upstash.com/docs/redis/sdks/ts/pipelining/pipeline-transaction, by %s",
  (_by, redis) => {
    test("a pipeline answers in order, each command with its own result or error", async () => {
      const key = aKey();
      const [set, push, count, gone] = await redis
        .pipeline()
        .set(key, "5", { ex: 60 })
        .lpush(key, "x")
        .incr(key)
        .get(`${key}:none`)
        .exec({ keepErrors: true });
      expect(set.result).toBe("OK");
      expect(push.error).toContain("WRONGTYPE");
      expect(count.result).toBe(6);
      expect(gone).toEqual({ error: undefined, result: null });
    });

    test("a pipeline that keeps no errors throws the first with the command it came from", async () => {
      const key = aKey();
      const pipeline = redis.pipeline().set(key, "5", { ex: 60 }).lpush(key, "x").incr(key);
      expect(await rejection(pipeline.exec())).toMatch(/Command 2 \[ lpush \] failed: WRONGTYPE/);
      expect(await redis.get(key)).toBe("6");
    });

    test("one malformed row and nothing of the pipeline runs", async () => {
      const key = aKey();
      const { status } = await call("/pipeline", json([["SET", key, "1"], "GET"]));
      expect(status).toBe(400);
      expect(await redis.get(key)).toBeNull();
    });

    test("a transaction runs all of it, and an error inside stops none of the others", async () => {
      const key = aKey();
      const transaction = redis.multi().set(key, "1", { ex: 60 }).lpush(key, "x").incr(key);
      const [set, push, count] = await transaction.exec({ keepErrors: true });
      expect([set.result, count.result]).toEqual(["OK", 2]);
      expect(push.error).toContain("WRONGTYPE");
    });

    test("a transaction with a command Redis does not know is discarded as a whole", async () => {
      const key = aKey();
      const { status, text } = await call("/multi-exec", json([["SET", key, "1"], ["NOSUCHCOMMAND"]]));
      expect(status).toBe(400);
      expect(JSON.parse(text)).toEqual({ error: expect.any(String) });
      expect(await redis.get(key)).toBeNull();
    });

    test("nobody gets in between the commands of a transaction", async () => {
      const key = aKey();
      const twice = () => redis.multi().incr(key).incr(key).expire(key, 60).exec<[number, number, number]>();
      const rounds = await Promise.all(Array.from({ length: 20 }, twice));
      expect(rounds.every(([first, second]) => second === first + 1)).toBe(true);
      expect(await redis.get(key)).toBe("40");
    });
  },
);

describe.each(clients)("https://upstash.com/docs/redis/sdks/ts/pipelining/auto-pipeline, by %s", (_by, redis) => {
  test("commands of one tick travel together and each hears its own answer", async () => {
    const key = aKey();
    await redis.set(key, "0", { ex: 60 });
    const counts = await Promise.all(Array.from({ length: 64 }, () => redis.incr(key)));
    expect(counts).toEqual(Array.from({ length: 64 }, (_, index) => index + 1));
  });

  test("one that fails fails alone", async () => {
    const key = aKey();
    await redis.set(key, "1", { ex: 60 });
    const [before, failed, after] = await Promise.allSettled([redis.incr(key), redis.lpush(key, "x"), redis.incr(key)]);
    expect([before, after]).toEqual([
      { status: "fulfilled", value: 2 },
      { status: "fulfilled", value: 3 },
    ]);
    expect(failed).toMatchObject({ status: "rejected", reason: { name: "UpstashError" } });
  });
});

describe.each(clients)("https://upstash.com/docs/redis/commands/scripting/evalsha, by %s", (_by, redis) => {
  test("a script Redis has not seen answers NOSCRIPT, alone and in a pipeline", async () => {
    const unknown = sha1(aKey());
    expect(await rejection(redis.evalsha(unknown, [], []))).toContain("NOSCRIPT");
    const [entry] = await redis.pipeline().evalsha(unknown, [], []).exec({ keepErrors: true });
    expect(entry.error).toContain("NOSCRIPT");
  });

  test("createScript sends a new script once and then only its name", async () => {
    const source = `return {KEYS[1], ARGV[1]} -- ${aKey()}`;
    const script = redis.createScript<string[]>(source);
    expect(await rejection(redis.evalsha(sha1(source), ["k"], ["é"]))).toContain("NOSCRIPT");
    expect(await script.exec(["k"], ["é"])).toEqual(["k", "é"]);
    expect(await redis.evalsha(sha1(source), ["k"], ["é"])).toEqual(["k", "é"]);
  });

  test("SCRIPT LOAD names what it loaded and SCRIPT EXISTS tells the known from the unknown", async () => {
    const source = `return 1 -- ${aKey()}`;
    expect(await redis.scriptExists(sha1(source), sha1("never"))).toEqual([0, 0]);
    expect(await redis.scriptLoad(source)).toBe(sha1(source));
    expect(await redis.scriptExists(sha1(source), sha1("never"))).toEqual([1, 0]);
  });

  test("an error a script returns or runs into reaches the caller", async () => {
    expect(await rejection(redis.eval('return redis.error_reply("SOLDOUT no seat")', [], []))).toContain(
      "SOLDOUT no seat",
    );
    expect(await rejection(redis.eval('return redis.call("LPUSH", KEYS[1])', [aKey()], []))).toMatch(/wrong number/i);
    expect(await rejection(redis.eval("return nonsense(", [], []))).toMatch(/compil|parse|syntax/i);
  });
});

describe.each(clients)("https://upstash.com/docs/redis/features/key-locking, by %s", (_by, redis) => {
  const locking = (body: string) => `#!lua flags=allow-key-locking\n${body} -- ${aKey()}`;

  test("a script that asks for key locking runs, and is known by the name of its own text", async () => {
    const source = locking('redis.call("SET", KEYS[1], ARGV[1], "EX", 60) return redis.call("GET", KEYS[1])');
    const key = aKey();
    expect(await rejection(redis.evalsha(sha1(source), [key], ["a"]))).toContain("NOSCRIPT");
    expect(await redis.createScript<string>(source).exec([key], ["é"])).toBe("é");
    expect(await redis.evalsha(sha1(source), [key], ["b"])).toBe("b");
    expect(await redis.get(key)).toBe("b");
  });

  test("it can be loaded and asked for before it runs", async () => {
    const source = locking("return ARGV[1]");
    expect(await redis.scriptLoad(source)).toBe(sha1(source));
    expect(await redis.scriptExists(sha1(source))).toEqual([1]);
    expect(await redis.evalsha(sha1(source), [], ["x"])).toBe("x");
  });

  test("other flags on the line keep their meaning: a read-only script may not write", async () => {
    const body = 'return redis.call("SET", KEYS[1], "1")';
    const source = `#!lua flags=no-writes,allow-key-locking\n${body}`;
    const key = aKey();
    expect(await rejection(redis.eval(source, [key], []))).toMatch(/write/i);
    expect(await redis.get(key)).toBeNull();
    expect(await redis.eval(source.replace("SET", "STRLEN").replace(', "1"', ""), [key], [])).toBe(0);
  });
});

describe("https://upstash.com/docs/redis/features/restapi#subscribe--publish-commands", () => {
  test("a subscriber hears messages in order, and no more once it left", async () => {
    const channel = aKey();
    const subscriber = reading.subscribe<{ n: number }>(channel);
    const heard: { n: number }[] = [];
    subscriber.on("message", ({ message }) => heard.push(message));
    await eventually(async () => ((await redis.publish(channel, '{"n":1}')) === 1 ? true : undefined));
    for (const n of [2, 3]) await redis.publish(channel, JSON.stringify({ n }));
    await eventually(() => (heard.at(-1)?.n === 3 ? true : undefined));
    expect(heard).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);

    await subscriber.unsubscribe();
    await eventually(async () => ((await redis.publish(channel, '{"n":4}')) === 0 ? true : undefined));
    expect(heard).toHaveLength(3);
  });

  test("a pattern subscriber hears which channel matched which pattern", async () => {
    const prefix = aKey().replaceAll(/[{}]/g, "");
    const subscriber = redis.psubscribe<string>(`${prefix}:*`);
    onTestFinished(() => subscriber.unsubscribe());
    const heard: unknown[] = [];
    subscriber.on("pmessage", (event) => heard.push(event));
    await eventually(async () => ((await redis.publish(`${prefix}:a`, "hello, fan")) === 1 ? true : undefined));
    await eventually(() => (heard.length > 0 ? true : undefined));
    expect(heard[0]).toEqual({ pattern: `${prefix}:*`, channel: `${prefix}:a`, message: "hello, fan" });
  });

  test("a stranger may not listen", async () => {
    const subscriber = stranger.subscribe(aKey());
    onTestFinished(() => subscriber.unsubscribe());
    const refused = await new Promise((resolve) => subscriber.on("error", resolve));
    expect(String(refused)).toContain("WRONGPASS");
  });
});

describe.each(clients)("https://upstash.com/docs/redis/overall/compatibility, by %s", (_by, redis) => {
  // They would take the one connection everybody shares with them.
  test
    .skipIf(isVendor)
    .each([
      ["SUBSCRIBE", "a"],
      ["MULTI"],
      ["SELECT", "1"],
      ["BLPOP", "a", "0"],
      ["XREAD", "BLOCK", "0", "STREAMS", "s", "0"],
    ])("%s is not available as a plain command, and the next one is served", async (...command) => {
    expect(await rejection(redis.exec([command[0] ?? "", ...command.slice(1)]))).toContain("not available");
    const [refused, served] = JSON.parse((await call("/pipeline", json([command, ["ECHO", "here"]]))).text);
    expect(refused).toHaveProperty("error");
    expect(served).toEqual({ result: "here" });
  });
});
