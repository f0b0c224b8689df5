import { randomUUID } from "node:crypto";
import { Pool } from "@neondatabase/serverless";
import { Redis } from "@upstash/redis";
import pg from "pg";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Hold, holdPoints } from "../fixtures/hold-points";
import { rawRedis } from "../fixtures/stack";
import { eventually, pause } from "./eventually";
import { pointNeonAt } from "./neon/account";
import { knownMessages, type QStash, startQStash } from "./qstash/emulator";
import { startReceiver } from "./qstash/receiver";
import { type Part, startPart } from "./start-part";
import { type OwnStripe, privateKeys, startStripe } from "./stripe/emulator";

const { DATABASE_URL = "", REDIS_URL = "" } = process.env;
const token = "hold-points-token";

/** One piece of work, its effect seen from elsewhere, and the words that name its call. */
type Work = { match: string; run: () => Promise<unknown>; isDone: () => Promise<boolean> };
type Door = { url: () => string; work: () => Promise<Work>; end: () => Promise<void> };

const failed = (work: Promise<unknown>) =>
  work.then(
    () => false,
    () => true,
  );

/** Every promise that the four doors share, on a part of the suite's own. */
function theFour(name: string, start: () => Promise<Door>) {
  describe(name, () => {
    let door: Door;
    let points: ReturnType<typeof holdPoints>;
    beforeAll(async () => {
      door = await start();
      points = holdPoints(door.url());
    });
    afterAll(() => door.end());
    const stateOf = async ({ id }: Hold) => (await points.all()).find((hold) => hold.id === id)?.state;

    test("held before, nothing of it has happened; let go, it is done and answered", async () => {
      const { match, run, isDone } = await door.work();
      const hold = await points.hold({ match, when: "before" });
      const running = run();
      expect(await points.reached(hold)).toContain(match);
      expect(await isDone()).toBe(false);
      expect(await stateOf(hold)).toBe("holding");

      await points.release();
      await running;
      expect(await isDone()).toBe(true);
      expect(await stateOf(hold)).toBe("released");
    });

    test("held after, its work is done while its answer is still missing", async () => {
      const { match, run, isDone } = await door.work();
      const hold = await points.hold({ match, when: "after" });
      let answered = false;
      const running = run().then(() => {
        answered = true;
      });
      await points.reached(hold);
      expect(await isDone()).toBe(true);
      await pause(100);
      expect(answered).toBe(false);

      await points.release({ id: hold.id });
      await running;
      expect(answered).toBe(true);
    });

    test("dropped before it is lost undone, dropped after it is done and nobody is told", async () => {
      for (const when of ["before", "after"] as const) {
        const { match, run, isDone } = await door.work();
        const hold = await points.hold({ match, when });
        const lost = failed(run());
        await points.reached(hold);
        await points.release({ id: hold.id, dropAnswer: true });
        expect(await lost).toBe(true);
        expect(await isDone()).toBe(when === "after");
      }
    });

    test("an answer may be dropped at once, without anybody watching", async () => {
      const { match, run, isDone } = await door.work();
      await points.hold({ match, when: "after", dropAnswer: true });
      expect(await failed(run())).toBe(true);
      expect(await isDone()).toBe(true);
    });

    test("the nth call is held, those before and after it pass, and a hold holds once", async () => {
      const [first, second, third] = [await door.work(), await door.work(), await door.work()];
      const either = `/${[first, second, third].map(({ match }) => match).join("|")}/`;
      const hold = await points.hold({ match: either, when: "before", nth: 2 });
      await first.run();
      const held = second.run();
      expect(await points.reached(hold)).toContain(second.match);
      await third.run();
      expect(await second.isDone()).toBe(false);
      await points.release();
      await held;
    });

    test("a call that nobody lets go goes by itself", async () => {
      const { match, run, isDone } = await door.work();
      const hold = await points.hold({ match, when: "before", forMs: 300 });
      const began = performance.now();
      const running = run();
      await points.reached(hold);
      await running;
      expect(performance.now() - began).toBeGreaterThanOrEqual(290);
      expect(await isDone()).toBe(true);
    });

    test("a hold that is called off holds nobody, and calls are noted while somebody asks", async () => {
      const { match, run } = await door.work();
      const hold = await points.hold({ match, when: "before" });
      await points.release({ id: hold.id });
      await points.record();
      await run();
      const noted = (await points.calls()).filter(({ call }) => call.includes(match));
      expect(noted.length).toBeGreaterThan(0);
      await points.stopRecording();
      expect(await points.calls()).toEqual([]);
    });

    test("what nobody could mean is refused, and holds have a greatest number", async () => {
      const post = async (path: string, body: unknown) =>
        (await fetch(`${door.url()}/_local/${path}`, { method: "POST", body: JSON.stringify(body) })).status;
      expect(await post("hold", { match: "x", when: "before" })).toBe(200);
      for (const bad of [
        {},
        { match: "", when: "before" },
        { match: "x", when: "during" },
        { match: "x", when: "before", nth: 0 },
        { match: "/(/", when: "before" },
        { match: "x", when: "before", forMs: 60_001 },
        { match: "x", when: "before", other: true },
        "hold",
      ]) {
        expect(await post("hold", bad)).toBe(400);
      }
      expect(await post("release", { dropAnswer: "yes" })).toBe(400);
      expect(await post("release", { id: "hold_0" })).toBe(404);

      for (let n = 2; n <= 100; n++) await post("hold", { match: "x", when: "before" });
      expect(await post("hold", { match: "x", when: "before" })).toBe(429);
      await points.clear();
      expect(await points.all()).toEqual([]);
    });
  });
}

theFour("the gateway", async () => {
  const part = await startPart("local/upstash-gateway.ts", {
    REDIS_URL,
    UPSTASH_REDIS_REST_TOKEN: token,
    GATEWAY_TEST_DOORS: "open",
  });
  // The official client asks a second time by itself when a connection breaks.
  const ask = (...commands: string[][]) =>
    fetch(`${part.url}/multi-exec`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(commands),
    });
  const work = async () => {
    const key = `holds:{${randomUUID()}}`;
    return {
      match: key,
      run: () => ask(["SET", key, "1", "EX", "60"], ["EXPIRE", key, "60"]),
      isDone: async () => (await rawRedis().exists(key)) === 1,
    };
  };
  return { url: () => part.url, work, end: part.end };
});

test("a gateway that nobody opened to tests has no such doors", async () => {
  const part = await startPart("local/upstash-gateway.ts", { REDIS_URL, UPSTASH_REDIS_REST_TOKEN: token });
  const headers = { authorization: `Bearer ${token}` };
  const hold = JSON.stringify({ match: "x", when: "before" });
  expect((await fetch(`${part.url}/_local/hold`, { method: "POST", headers, body: hold })).status).toBe(404);
  expect((await fetch(`${part.url}/_local/scripts`, { method: "POST", headers, body: "{}" })).status).toBe(404);
  expect((await fetch(`${part.url}/_local/health`)).status).toBe(200);
  await part.end();
});

test("the gateway names a script by what it says it is for", async () => {
  const part = await startPart("local/upstash-gateway.ts", {
    REDIS_URL,
    UPSTASH_REDIS_REST_TOKEN: token,
    GATEWAY_TEST_DOORS: "open",
  });
  const redis = new Redis({ url: part.url, token, retry: false, enableTelemetry: false });
  const points = holdPoints(part.url);
  const about = "--[[\n  What others build on.\n]]\nlocal one = 1\n--[[\n  Answers one.   ARGV[1] anything\n]]\n";
  const script = redis.createScript<number>(`#!lua flags=allow-key-locking\n${about}return one -- ${randomUUID()}`);
  await points.record();
  await script.exec(["a"], ["b"]);
  await script.exec(["a"], ["c"]);
  const calls = (await points.calls()).map(({ call }) => call);
  expect(calls.slice(-2)).toEqual(['EVAL "Answers one." 1 a b', 'EVALSHA "Answers one." 1 a c']);
  await part.end();
});

async function aProxy(): Promise<Part> {
  const { hostname, port } = new URL(DATABASE_URL);
  return startPart("local/neon-proxy.ts", { NEON_PROXY_TARGET: `${hostname}:${port}` });
}

/** Straight to Postgres, past the proxy. */
async function aDatabase() {
  const direct = new pg.Pool({ connectionString: DATABASE_URL, max: 1 });
  const table = `holds_${randomUUID().replaceAll("-", "")}`;
  await direct.query(`create table ${table} (name text primary key)`);
  const has = async (name: string) =>
    (await direct.query(`select 1 from ${table} where name = $1`, [name])).rowCount === 1;
  const end = async () => {
    await direct.query(`drop table ${table}`);
    await direct.end();
  };
  return { table, has, end };
}

theFour("the Neon proxy, over its tunnel", async () => {
  const [part, database] = [await aProxy(), await aDatabase()];
  const restore = pointNeonAt(part.url);
  const pool = new Pool({ connectionString: DATABASE_URL, max: 4 });
  pool.on("error", () => {});
  const work = async () => {
    const name = randomUUID();
    return {
      match: name,
      run: () => pool.query(`insert into ${database.table} values ($1)`, [name]),
      isDone: () => database.has(name),
    };
  };
  const end = async () => {
    await pool.end();
    restore();
    await database.end();
    await part.end();
  };
  return { url: () => part.url, work, end };
});

theFour("the Neon proxy, over HTTP", async () => {
  const [part, database] = [await aProxy(), await aDatabase()];
  const work = async () => {
    const name = randomUUID();
    const body = JSON.stringify({ query: `insert into ${database.table} values ($1)`, params: [name] });
    const headers = { "neon-connection-string": DATABASE_URL };
    return {
      match: name,
      run: async () => (await fetch(`${part.url}/sql`, { method: "POST", headers, body })).json(),
      isDone: () => database.has(name),
    };
  };
  return {
    url: () => part.url,
    work,
    end: async () => {
      await database.end();
      await part.end();
    },
  };
});

test("a commit tells what it commits; dropped before, the transaction is gone with its session", async () => {
  const [part, database] = [await aProxy(), await aDatabase()];
  const restore = pointNeonAt(part.url);
  const pool = new Pool({ connectionString: DATABASE_URL, max: 1 });
  pool.on("error", () => {});
  const points = holdPoints(part.url);
  const commit = async (name: string) => {
    const client = await pool.connect();
    client.on("error", () => {});
    try {
      await client.query("begin");
      await client.query(`insert into ${database.table} values ($1)`, [name]);
      await client.query("commit");
    } finally {
      client.release(true);
    }
  };
  for (const when of ["before", "after"] as const) {
    const name = randomUUID();
    const hold = await points.hold({ match: `/^commit -- .*insert into .*${name}/`, when });
    const lost = failed(commit(name));
    expect(await points.reached(hold)).toMatch(/^commit -- begin; insert into holds_\w+ values \(\$1\) -- /);
    await points.release({ dropAnswer: true });
    expect(await lost).toBe(true);
    expect(await database.has(name)).toBe(when === "after");
  }
  await pool.end();
  restore();
  await database.end();
  await part.end();
});

describe("QStash", () => {
  let queue: QStash;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  beforeAll(async () => {
    [queue, receiver] = await Promise.all([startQStash(0.001), startReceiver()]);
  });
  afterAll(async () => {
    await receiver.stop();
    await queue.end();
  });

  theFour("a publish", async () => {
    const own = await startQStash(0.001);
    const work = async () => {
      const target = receiver.path();
      const id = new URL(target.url).pathname;
      return {
        match: `/v2/publish/${target.url}`,
        run: () => own.client.publish({ url: target.url, body: id, retries: 0 }),
        isDone: async () => (await knownMessages(own)).some(({ url }) => url === target.url),
      };
    };
    return { url: () => own.url, work, end: own.end };
  });

  test("a delivery dropped before never arrives and is tried again; dropped after, it arrives twice", async () => {
    const points = holdPoints(queue.url);
    for (const when of ["before", "after"] as const) {
      const target = receiver.path();
      const hold = await points.hold({ match: `DELIVER ${target.url}`, when });
      await queue.client.publish({ url: target.url, body: "hello", retries: 3 });
      expect(await points.reached(hold)).toBe(`DELIVER ${target.url} hello`);
      expect(target.all()).toHaveLength(when === "before" ? 0 : 1);
      await points.release({ dropAnswer: true });
      const message = await eventually(async () =>
        (await knownMessages(queue)).find(({ url, state }) => url === target.url && state === "DELIVERED"),
      );
      expect(target.all()).toHaveLength(when === "before" ? 1 : 2);
      expect(message.attempts.map(({ error }) => error)).toEqual(["dropped at a hold point", undefined]);
    }
  });
});

describe("Stripe", () => {
  let own: OwnStripe;
  beforeAll(async () => {
    own = await startStripe();
  });
  afterAll(() => own.end());
  const anAuthorizedIntent = async (stripe: Stripe) => {
    const { id } = await stripe.paymentIntents.create({
      amount: 2500,
      currency: "eur",
      capture_method: "manual",
      allowed_payment_method_types: ["card"],
    });
    await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa" });
    return id;
  };

  theFour("a capture", async () => {
    const part = await startStripe();
    const work = async () => {
      const id = await anAuthorizedIntent(part.stripe);
      return {
        match: `POST /v1/payment_intents/${id}/capture`,
        // The official library asks a second time by itself when a connection breaks.
        run: () =>
          fetch(`${part.url}/v1/payment_intents/${id}/capture`, {
            method: "POST",
            headers: { authorization: `Bearer ${privateKeys.secretKey}` },
          }),
        isDone: async () => (await part.stripe.paymentIntents.retrieve(id)).status === "succeeded",
      };
    };
    return { url: () => part.url, work, end: part.end };
  });

  test("a call held before is not in progress yet: a repeat with its key does the work, the first finds it done", async () => {
    const points = holdPoints(own.url);
    const id = await anAuthorizedIntent(own.stripe);
    const same = { idempotencyKey: randomUUID() };
    const capture = () => own.stripe.paymentIntents.capture(id, {}, same);
    const hold = await points.hold({ match: `${id}/capture`, when: "before" });
    const first = capture();
    expect(await points.reached(hold)).toContain(same.idempotencyKey);
    expect((await capture()).amount_received).toBe(2500);
    await points.release();
    expect((await first).amount_received).toBe(2500);
  });
});
