import { describe, expect, test } from "vitest";
import { eventually } from "./eventually";
import { aClient, aPool, aTable, call, isVendor, rejection, sql, stranger, url, withPassword } from "./neon/account";

describe("https://neon.com/docs/serverless/serverless-driver#use-the-driver-over-websockets", () => {
  test("parameters go in and come out as what they are", async () => {
    const { rows } = await aPool().query("select $1::int + 1 as n, $2::text as t, $3::text as none", [
      1,
      "é '🎟️'",
      null,
    ]);
    expect(rows).toEqual([{ n: 2, t: "é '🎟️'", none: null }]);
  });

  test("a transaction is seen by others when it commits, and never when it rolls back", async () => {
    const table = await aTable();
    const [writer, reader] = [await aClient(), await aClient()];
    const labels = async () =>
      (await reader.query(`select label from ${table} order by id`)).rows.map((row) => row.label);

    await writer.query("begin");
    await writer.query(`insert into ${table} (id, label) values (1, 'kept')`);
    expect(await labels()).toEqual([]);
    await writer.query("commit");
    expect(await labels()).toEqual(["kept"]);

    await writer.query("begin");
    await writer.query(`insert into ${table} (id, label) values (2, 'dropped')`);
    await writer.query("rollback");
    expect(await labels()).toEqual(["kept"]);
  });

  test("two clients at once: the second waits for the first's row", async () => {
    const table = await aTable();
    const [first, second] = [await aClient(), await aClient()];
    await first.query(`insert into ${table} (id, label, price) values (1, 'a', 1)`);
    await first.query("begin");
    await first.query(`update ${table} set price = price + 1`);
    expect(await rejection(second.query(`select 1 from ${table} for update nowait`))).toMatchObject({ code: "55P03" });

    const waiting = second.query(`update ${table} set price = price * 10 returning price`);
    await first.query("commit");
    expect((await waiting).rows).toEqual([{ price: 20 }]);
  });

  test("a long result and a large parameter arrive whole", async () => {
    const pool = aPool();
    const { rows } = await pool.query("select n, repeat('x', 1000) as pad from generate_series(1, 10000) n");
    expect(rows).toHaveLength(10_000);
    expect(rows.every((row, index) => row.n === index + 1 && row.pad.length === 1_000)).toBe(true);
    const large = "é".repeat(2_000_000);
    expect((await pool.query("select md5($1) = md5(repeat('é', 2000000)) as same", [large])).rows).toEqual([
      { same: true },
    ]);
  });

  test("many clients of one pool share its few sessions", async () => {
    const pool = aPool(url, 3);
    const asked = await Promise.all(
      Array.from({ length: 60 }, (_, n) => pool.query("select $1::int as n, pg_backend_pid() as pid", [n])),
    );
    expect(asked.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
    expect(new Set(asked.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(3);
  });

  test("a session hears what another one notifies", async () => {
    const [listener, speaker] = [await aClient(), await aClient()];
    const heard: (string | undefined)[] = [];
    listener.on("notification", ({ payload }) => heard.push(payload));
    await listener.query("listen contract");
    await speaker.query("select pg_notify('contract', 'hello')");
    await eventually(() => (heard.includes("hello") ? true : undefined));
  });

  test.each([
    ["unique", "23505", "_one_label", "insert into T (id, label) values (2, 'a')"],
    ["check", "23514", "_price", "insert into T (id, label, price) values (2, 'b', -1)"],
    ["foreign key", "23503", "_parent_fkey", "insert into T (id, label, parent) values (2, 'b', 99)"],
  ])("a broken %s constraint is named with its SQLSTATE %s", async (_, code, suffix, text) => {
    const table = await aTable();
    const client = await aClient();
    await client.query(`insert into ${table} (id, label) values (1, 'a')`);
    expect(await rejection(client.query(text.replace("T", table)))).toMatchObject({
      code,
      severity: "ERROR",
      table,
      constraint: `${table}${suffix}`,
    });
    expect((await client.query(`select count(*)::int as n from ${table}`)).rows).toEqual([{ n: 1 }]);
  });

  test("a missing value names its column", async () => {
    const table = await aTable();
    const refused = await rejection(aPool().query(`insert into ${table} (id) values (1)`));
    expect(refused).toMatchObject({ code: "23502", column: "label", table });
  });

  test("a failed statement fails the rest of its transaction until it rolls back", async () => {
    const client = await aClient();
    await client.query("begin");
    expect(await rejection(client.query("selec 1"))).toMatchObject({ code: "42601", position: "1" });
    expect(await rejection(client.query("select 1"))).toMatchObject({ code: "25P02" });
    await client.query("rollback");
    expect((await client.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
  });

  test("a statement past its time-out is cancelled, and the session goes on", async () => {
    const client = await aClient();
    await client.query("set statement_timeout = 50");
    expect(await rejection(client.query("select pg_sleep(5)"))).toMatchObject({ code: "57014" });
    await client.query("set statement_timeout = 0");
    expect((await client.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
  });

  test("of two serializable transactions that cross, one is told to try again", async () => {
    const table = await aTable();
    const [a, b] = [await aClient(), await aClient()];
    for (const client of [a, b]) {
      await client.query("begin isolation level serializable");
      await client.query(`select sum(price) from ${table}`);
    }
    await a.query(`insert into ${table} (id, label, price) values (1, 'a', 1)`);
    await b.query(`insert into ${table} (id, label, price) values (2, 'b', 1)`);
    await a.query("commit");
    expect(await rejection(b.query("commit"))).toMatchObject({ code: "40001" });
  });

  test("when the server ends a session its query fails and the pool opens another", async () => {
    const pool = aPool();
    const victim = await pool.connect();
    victim.on("error", () => {});
    const { rows } = await victim.query("select pg_backend_pid() as pid");
    const asleep = rejection(victim.query("select pg_sleep(30)"));
    await pool.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
    expect(await asleep).toMatchObject({ code: "57P01" });
    victim.release(true);
    expect((await pool.query("select 1 as n")).rows).toEqual([{ n: 1 }]);
  });

  test("a client that ends leaves no session behind", async () => {
    const [watcher, other] = [await aClient(), aPool(url, 1)];
    const { rows } = await other.query("select pg_backend_pid() as pid");
    const sessions = async () =>
      (await watcher.query("select 1 from pg_stat_activity where pid = $1", [rows[0]?.pid])).rowCount;
    expect(await sessions()).toBe(1);
    await other.end();
    await eventually(async () => ((await sessions()) === 0 ? true : undefined));
  });

  test("a wrong password and an unknown database are refused", async () => {
    const stranger = await rejection(aPool(withPassword("wrong")).query("select 1"));
    expect(String(stranger)).toContain("password authentication failed");
    const nowhere = new URL(url);
    nowhere.pathname = "/no_such_database";
    expect(String(await rejection(aPool(nowhere.href).query("select 1")))).toContain("no_such_database");
  });
});

describe("https://neon.com/docs/serverless/serverless-driver#use-the-driver-over-http", () => {
  test("a template becomes parameters, never text", async () => {
    const label = "x'; drop table orders; --";
    expect(await sql`select ${label}::text as label, ${7}::int as n`).toEqual([{ label, n: 7 }]);
  });

  test.each([
    ["null", "null::int"],
    ["boolean", "array[true, false]"],
    ["integer", "2147483647"],
    ["bigint", "9007199254740993::bigint"],
    ["numeric", "12345678901234567890.123456789::numeric"],
    ["float", "array[0.1::float8, 'NaN', 'Infinity']"],
    ["json", `'{"a":[1,null,"é"]}'::json`],
    ["jsonb", `'{"a":{"b":true}}'::jsonb`],
    ["bytea", "'\\x00ff41'::bytea"],
    ["text array", `array['a', null, 'b,"c"', 'NULL']`],
    ["nested array", "array[[1, 2], [3, 4]]"],
    ["timestamptz", "'2026-11-22 10:00:00.123+02'::timestamptz"],
    ["uuid", "'6f1c2a34-0b1d-4c5e-8f90-a1b2c3d4e5f6'::uuid"],
  ])("%s reads the same over HTTP and over a WebSocket", async (_, expression) => {
    const { rows } = await aPool().query(`select ${expression} as value`);
    const overHttp = await sql.query(`select ${expression} as value`);
    expect(rows).toHaveLength(1);
    expect(overHttp).toEqual(rows);
  });

  test("parameters of every kind arrive as Postgres means them", async () => {
    const at = new Date("2026-11-22T10:00:00.123Z");
    const [row] = await sql`select ${null}::text as none, ${true}::bool as yes, ${["a", null, 'b"c']}::text[] as list,
      ${{ a: [1] }}::jsonb as document, ${Buffer.from([0, 255])}::bytea as bytes, ${at}::timestamptz as at`;
    expect(row).toEqual({
      none: null,
      yes: true,
      list: ["a", null, 'b"c'],
      document: { a: [1] },
      bytes: Buffer.from([0, 255]),
      at,
    });
  });

  // https://github.com/neondatabase/serverless/blob/main/CONFIG.md#arraymode-boolean and #fullresults-boolean
  test("rows come as lists and with their columns when asked", async () => {
    expect(await sql.query("select 1 as a, 2 as a", [], { arrayMode: true })).toEqual([[1, 2]]);
    const full = await sql.query("select 1::int8 as n", [], { fullResults: true });
    expect(full).toMatchObject({ command: "SELECT", rowCount: 1, rowAsArray: false, rows: [{ n: "1" }] });
    expect(full.fields).toMatchObject([{ name: "n", dataTypeID: 20, format: "text" }]);
  });

  test("a statement without rows tells how many it touched", async () => {
    const table = await aTable();
    const insert = `insert into ${table} (id, label) select n, n::text from generate_series(1, 3) n`;
    expect(await sql.query(insert, [], { fullResults: true })).toMatchObject({
      command: "INSERT",
      rowCount: 3,
      rows: [],
    });
  });

  test("an error carries Postgres's own fields", async () => {
    const table = await aTable();
    await sql.query(`insert into ${table} (id, label) values (1, 'a')`);
    const refused = await rejection(sql.query(`insert into ${table} (id, label) values ($1, $2)`, [2, "a"]));
    expect(refused).toMatchObject({
      name: "NeonDbError",
      severity: "ERROR",
      code: "23505",
      schema: "public",
      table,
      constraint: `${table}_one_label`,
      detail: "Key (label)=(a) already exists.",
    });
  });

  test.each([
    ["42601", "selec 1"],
    ["42P01", "select * from no_such_table"],
    ["22012", "select 1 / 0"],
    ["22P02", "select 'x'::int"],
    ["42601", "select 1; select 2"],
  ])("SQLSTATE %s is the answer to %s, and the next query is served", async (code, text) => {
    expect(await rejection(sql.query(text))).toMatchObject({ name: "NeonDbError", code });
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
  });

  test("a wrong password is refused", async () => {
    expect(String(await rejection(stranger`select 1`))).toContain("password authentication failed");
  });
});

describe("https://github.com/neondatabase/serverless/blob/main/CONFIG.md#transaction-function", () => {
  test("the queries of a transaction answer in order, in one transaction", async () => {
    const ids = sql`select txid_current()::text as id`;
    const [first, second, third] = await sql.transaction([ids, ids, sql`select 3 as n`]);
    expect(first).toEqual([{ id: expect.stringMatching(/^\d+$/) }]);
    expect(second).toEqual(first);
    expect(third).toEqual([{ n: 3 }]);
  });

  test("one that fails undoes the others", async () => {
    const table = await aTable();
    const insert = (id: number, label: string) =>
      sql.query(`insert into ${table} (id, label) values ($1, $2)`, [id, label]);
    const refused = await rejection(sql.transaction([insert(1, "a"), insert(2, "a")]));
    expect(refused).toMatchObject({ name: "NeonDbError", code: "23505", constraint: `${table}_one_label` });
    expect(await sql.query(`select count(*)::int as n from ${table}`)).toEqual([{ n: 0 }]);

    await sql.transaction([insert(1, "a"), insert(2, "b")]);
    expect(await sql.query(`select count(*)::int as n from ${table}`)).toEqual([{ n: 2 }]);
  });

  test("a constraint that waits for the commit fails the transaction at its end", async () => {
    const table = await aTable();
    const refused = sql.transaction([
      sql.query(`set constraints ${table}_one_label deferred`),
      sql.query(`insert into ${table} (id, label) values (1, 'a'), (2, 'a')`),
    ]);
    expect(await rejection(refused)).toMatchObject({ code: "23505" });
    expect(await sql.query(`select count(*)::int as n from ${table}`)).toEqual([{ n: 0 }]);
  });

  test.each(["ReadCommitted", "RepeatableRead", "Serializable"] as const)(
    "%s is the isolation asked for",
    async (level) => {
      const spelled = level.replace(/(?<=[a-z])(?=[A-Z])/, " ").toLowerCase();
      const results = await sql.transaction([sql`show transaction_isolation`], { isolationLevel: level });
      expect(results).toEqual([[{ transaction_isolation: spelled }]]);
    },
  );
});

// Beyond the driver's own doing; a real account has these at an address of its own.
describe.skipIf(isVendor)("https://github.com/neondatabase/serverless/blob/main/CONFIG.md#fetchendpoint", () => {
  const named = { "neon-connection-string": url };

  test.each([
    ["no connection string", { body: '{"query":"select 1"}' }],
    [
      "a connection string of another kind",
      { body: '{"query":"select 1"}', headers: { "neon-connection-string": "http://a/b" } },
    ],
    ["a body that is no JSON", { body: "{", headers: named }],
    ["a body without a query", { body: '{"params":[]}', headers: named }],
    [
      "an isolation level nobody knows",
      { body: '{"queries":[]}', headers: { ...named, "neon-batch-isolation-level": "Chaos" } },
    ],
  ])("%s is a 400 with a message", async (_, request) => {
    expect(await call(request)).toEqual({ status: 400, body: { message: expect.any(String) } });
    expect((await call({ body: '{"query":"select 1"}', headers: named })).status).toBe(200);
  });

  test("values are typed JSON in objects unless raw text and lists are asked for", async () => {
    const body = JSON.stringify({
      query: `select 1 as n, 2::int8 as big, true as yes, '{"a":1}'::jsonb as j, array[1] as l`,
    });
    const typed = await call({ body, headers: named });
    expect(typed.body.rows).toEqual([{ n: 1, big: "2", yes: true, j: { a: 1 }, l: [1] }]);
    const raw = { ...named, "neon-raw-text-output": "true", "neon-array-mode": "true" };
    expect((await call({ body, headers: raw })).body.rows).toEqual([["1", "2", "t", '{"a": 1}', "{1}"]]);
  });

  test("what one query sets, the next does not inherit", async () => {
    await sql`select set_config('application_name', 'mine', false)`;
    const names = await Promise.all(Array.from({ length: 20 }, () => sql`show application_name`));
    expect(names.flat()).not.toContainEqual({ application_name: "mine" });
    expect(names.flat()).toHaveLength(20);
  });
});
