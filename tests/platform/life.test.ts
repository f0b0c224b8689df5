import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Redis } from "ioredis";
import pg from "pg";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { stillRunning } from "./processes";
import { aProject, canRun, Platform } from "./project";

const projects: string[] = [];
const platforms: Platform[] = [];

function newProject(...given: Parameters<typeof aProject>) {
  const project = aProject(...given);
  projects.push(project);
  return project;
}

function start(project: string, options?: ConstructorParameters<typeof Platform>[1]) {
  const platform = new Platform(project, options);
  platforms.push(platform);
  return platform;
}

afterEach(async () => {
  for (const platform of platforms.splice(0)) await platform.sweep();
});
afterAll(() => {
  for (const project of projects) rmSync(dirname(project), { recursive: true, force: true });
});

async function expectNothingLeft(platform: Platform) {
  expect(await platform.leftOver()).toEqual([]);
  expect(existsSync(platform.stackFile)).toBe(false);
  expect(existsSync(join(platform.project, ".local", "main", "lock.json"))).toBe(false);
}

const group = (platform: Platform) => -(platform.npm.pid ?? 0);

// What is measured here is read from /proc.
describe.skipIf(process.platform !== "linux")("the life of a platform", () => {
  describe("in a closed folder at a path with spaces", () => {
    const project = newProject();

    test("the stack file tells where everything is and which process it is", async () => {
      const platform = start(project);
      const stack = await platform.ready();

      expect(Object.keys(stack.services).toSorted()).toEqual(
        ["app", "beacon", "mail", "neon", "postgres", "qstash", "redis", "redisRest", "stripe"].toSorted(),
      );
      for (const { pid, port, log } of Object.values(stack.services)) {
        expect(platform.family.map((process) => process.pid)).toContain(pid);
        expect(port).toBeGreaterThan(0);
        expect(existsSync(log)).toBe(true);
      }
      expect(await (await fetch(stack.services.app?.url ?? "")).text()).toBe("stand-in");
      expect(stack.instances).toEqual([{ url: stack.services.app?.url, pid: stack.services.app?.pid }]);
      expect(stack.organizerApiKey).toMatch(/^hf_live_/);
      await expect.poll(() => platform.output, { timeout: 20_000 }).toContain(stack.services.app?.url);
      expect(platform.output).not.toContain(stack.organizerApiKey);
    });

    test("a second start names the first and leaves it alone", async () => {
      const first = start(project);
      const stack = await first.ready();
      const second = start(project);

      expect(await second.exitCode()).toBe(1);
      expect(second.output).toContain(stack.services.app?.url);
      expect(second.output).toContain(`process ${stack.supervisor.pid}`);
      expect((await fetch(stack.services.app?.url ?? "")).status).toBe(200);
    });

    test.each([
      ["Ctrl-C", (platform: Platform) => process.kill(group(platform), "SIGINT")],
      ["SIGTERM", (platform: Platform) => platform.npm.kill("SIGTERM")],
      ["the end of the terminal", (platform: Platform) => process.kill(group(platform), "SIGHUP")],
      ["kill -9 of npm", (platform: Platform) => platform.npm.kill("SIGKILL")],
      ["kill -9 of the whole group", (platform: Platform) => process.kill(group(platform), "SIGKILL")],
    ])("%s leaves no process behind", async (_, stop) => {
      const platform = start(project);
      await platform.ready();
      expect(platform.family.length).toBeGreaterThan(12);

      stop(platform);
      await platform.exitCode();
      await expectNothingLeft(platform);
    });

    test.each(["app", "mail", "neon", "postgres", "qstash", "redis", "redisRest", "stripe"])(
      "kill -9 of %s stops everything and says so",
      async (part) => {
        const platform = start(project);
        const stack = await platform.ready();

        process.kill(stack.services[part]?.pid ?? 0, "SIGKILL");
        expect(await platform.exitCode()).toBe(1);
        expect(platform.output).toContain(`${part} ended by SIGKILL`);
        await expectNothingLeft(platform);
      },
    );

    test("kill -9 of the supervisor stops everything", async () => {
      const platform = start(project);
      const { supervisor } = await platform.ready();

      process.kill(supervisor.pid, "SIGKILL");
      await platform.exitCode();
      await expectNothingLeft(platform);
    });

    test("the end of the reaper stops everything", async () => {
      const platform = start(project);
      await platform.ready();

      process.kill(reaperOf(platform), "SIGKILL");
      expect(await platform.exitCode()).toBe(1);
      await expectNothingLeft(platform);
    });

    test("what outlives both supervisor and reaper is ended by the next start", async () => {
      const first = start(project);
      const { supervisor, services } = await first.ready();
      for (const pid of [reaperOf(first), supervisor.pid]) process.kill(pid, "SIGKILL");
      await first.exitCode();
      expect(stillRunning(first.family).map(({ pid }) => pid)).toContain(services.postgres?.pid);

      const second = start(project);
      expect((await second.ready()).services.app?.pid).not.toBe(services.app?.pid);
      expect(stillRunning(first.family)).toEqual([]);
    });

    test("a stopped part is ended as well", async () => {
      const platform = start(project);
      const { services } = await platform.ready();

      process.kill(services.redis?.pid ?? 0, "SIGSTOP");
      platform.npm.kill("SIGTERM");
      await platform.exitCode();
      await expectNothingLeft(platform);
    });

    test("an app that ends while it starts is named, with its last words", async () => {
      const platform = start(project, { app: "node -e \"console.error('no such page'); process.exit(3)\"" });

      expect(await platform.exitCode()).toBe(1);
      expect(platform.output).toContain("app ended with code 3");
      expect(platform.output).toContain("no such page");
      await expectNothingLeft(platform);
    });

    test("addresses, secrets and what the stores hold survive a stop and a kill -9", async () => {
      const first = start(project);
      const before = await first.ready();
      await remember(before, "first");
      first.npm.kill("SIGTERM");
      await first.exitCode();

      const second = start(project);
      const between = await second.ready();
      await remember(between, "second");
      // An append is on disk after a second at the latest.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      process.kill(between.supervisor.pid, "SIGKILL");
      await expectNothingLeft(second);

      const after = await start(project).ready();
      const ports = ({ services }: typeof after) =>
        Object.fromEntries(
          Object.entries(services)
            .filter(([name]) => name !== "app")
            .map(([name, { port }]) => [name, port]),
        );
      expect(ports(after)).toEqual(ports(before));
      expect(after.organizerApiKey).toBe(before.organizerApiKey);
      expect(await recall(after)).toEqual({ rows: ["first", "second"], keys: ["first", "second"] });
    });

    test.skipIf(process.getuid?.() !== 0)(
      "Postgres runs as somebody else where user namespaces are refused",
      async () => {
        const refusing = join(project, "refusing");
        mkdirSync(refusing, { recursive: true });
        writeFileSync(join(refusing, "unshare"), "#!/bin/sh\nexit 1\n");
        chmodSync(join(refusing, "unshare"), 0o755);
        const options = { path: `${refusing}:${process.env.PATH}` };

        const first = start(newProject(), options);
        const stack = await first.ready();
        expect(ownerOf(stack.services.postgres?.pid ?? 0)).not.toBe(0);
        await remember(stack, "elsewhere");
        process.kill(stack.supervisor.pid, "SIGKILL");
        await expectNothingLeft(first);

        const second = start(first.project, options);
        expect((await recall(await second.ready())).rows).toEqual(["elsewhere"]);
        second.npm.kill("SIGTERM");
        await second.exitCode();
        await expectNothingLeft(second);
        const [distant] = /\/var\/tmp\/holdfast-\w+/.exec(second.family.map(({ command }) => command).join("\n")) ?? [];
        expect(distant).toBeDefined();
        rmSync(distant ?? "", { recursive: true });
      },
    );
  });

  const accounts = [
    ["a normal user", { uid: 65_534, gid: 65_534 }],
    ["a user without a name, as in many containers,", { uid: 1_234, gid: 1_234 }],
  ] as const;
  const usable = accounts.filter(([, user]) => process.getuid?.() === 0 && canRun(user));
  test.each(usable)("%s runs it too", async (_, user) => {
    const platform = start(newProject(user), { user });
    const stack = await platform.ready();
    expect(ownerOf(stack.services.postgres?.pid ?? 0)).toBe(user.uid);
    await remember(stack, "mine");

    process.kill(group(platform), "SIGINT");
    await platform.exitCode();
    await expectNothingLeft(platform);
    expect(await recall(await start(platform.project, { user }).ready())).toEqual({ rows: ["mine"], keys: ["mine"] });
  });
});

type Stores = { databaseUrl: string; redisUrl: string };

async function withStores<Value>(
  { databaseUrl, redisUrl }: Stores,
  work: (client: pg.Client, redis: Redis) => Promise<Value>,
) {
  const client = new pg.Client({ connectionString: databaseUrl });
  const redis = new Redis(redisUrl);
  await client.connect();
  try {
    return await work(client, redis);
  } finally {
    redis.disconnect();
    await client.end();
  }
}

const remember = (stores: Stores, word: string) =>
  withStores(stores, async (client, redis) => {
    await client.query("create table if not exists life (word text)");
    await client.query("insert into life values ($1)", [word]);
    await redis.rpush("life", word);
  });

const recall = (stores: Stores) =>
  withStores(stores, async (client, redis) => ({
    rows: (await client.query<{ word: string }>("select word from life order by word")).rows.map(({ word }) => word),
    keys: await redis.lrange("life", 0, 9),
  }));

function reaperOf(platform: Platform): number {
  const reaper = platform.family.find(({ command }) => command.includes("local/supervisor/reaper.ts"));
  if (!reaper) throw new Error(`There is no reaper among\n${platform.family.map(({ command }) => command).join("\n")}`);
  return reaper.pid;
}

const ownerOf = (pid: number) => Number(/^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
