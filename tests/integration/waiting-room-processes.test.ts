import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { durations } from "@/lib/core/durations";
import { keysOf } from "@/lib/waiting-room/keys";
import { leewayMs } from "@/lib/waiting-room/pass";
import { tick } from "@/lib/waiting-room/tick";
import { projectRoot } from "@/local/project";
import { answered } from "../fixtures/answered";
import { eventually, rawRedis, rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

type Limits = { ratePerMinute: number; burst: number; maxActive: number };
/** By the store's clock, in its order. */
type Moment = { kind: "admitted" | "left"; person: string; at: number };

const byRate: Limits = { ratePerMinute: 900, burst: 4, maxActive: 500 };
const bySlots: Limits = { ratePerMinute: 60_000, burst: 500, maxActive: 6 };
const counts = process.env.ROOM_PROCESSES === "all" ? [1, 3, 8] : [3];

async function aRoom(limits: Limits): Promise<string> {
  // No job looks after a draft: what is written down stays here.
  const { eventId } = await anEvent({ status: "draft" });
  const settings = { mode: "line", ...limits };
  await rows("update events set waiting_room = waiting_room || $2 where id = $1", [eventId, settings]);
  await answered(() => tick(eventId, undefined));
  return eventId;
}

/** What the scripts themselves wrote down: a session begins when it ends, less its length. */
async function courseOf(eventId: string): Promise<Moment[]> {
  const entries = await rawRedis().xrange(keysOf(eventId)[8] ?? "", "-", "+");
  return entries.flatMap(([id, [, text = ""]]) => {
    const [kind, person = "", ends] = text.split(" ");
    if (kind === "admitted") return { kind, person, at: Number(ends) - durations.passMs - leewayMs };
    return kind === "left" ? { kind, person, at: Number(id.split("-")[0]) } : [];
  });
}

const admittedIn = (course: Moment[]) => course.filter(({ kind }) => kind === "admitted");
const timesOf = (course: Moment[]) => admittedIn(course).map(({ at }) => at);

/** How many were let in beyond burst + rate * time, in the worst of all spans. */
function excessOf(course: Moment[], { ratePerMinute, burst }: Limits): number {
  const times = timesOf(course);
  const spans = times.flatMap((from, first) =>
    times.slice(first).map((to, more) => more + 1 - burst - (ratePerMinute * (to - from)) / 60_000),
  );
  // Times are whole milliseconds: the worth of one is none.
  return Math.max(0, ...spans.map((excess) => excess - ratePerMinute / 60_000));
}

function mostActive(course: Moment[]): number {
  let [active, most] = [0, 0];
  for (const { kind } of course) {
    active += kind === "admitted" ? 1 : -1;
    most = Math.max(most, active);
  }
  return most;
}

function start(eventIds: string[]): ChildProcess {
  const flags = ["--conditions=react-server", "--import", "tsx", "--import", "./lib/redis/lua-text.mjs"];
  const words = ["tests/fixtures/room-process.ts", String(bySlots.maxActive), ...eventIds];
  const child = spawn(process.execPath, [...flags, ...words], {
    cwd: projectRoot,
    stdio: ["pipe", "pipe", "inherit"],
    timeout: 180_000,
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test.each(counts)(
  "%i processes on one Redis let in no more than the rate and the slots allow, and as many",
  async (count) => {
    const [rated, slotted] = [await aRoom(byRate), await aRoom(bySlots)];
    const children = Array.from({ length: count }, () => start([rated, slotted]));
    const ends = children.map((child) => once(child, "exit"));
    await Promise.all(children.map((child) => child.stdout && once(child.stdout, "data")));
    for (const child of children) child.stdin?.write("go\n");
    const courses = await eventually(
      () => Promise.all([courseOf(rated), courseOf(slotted)]),
      ([ofRate, ofSlots]) => timesOf(ofRate).length >= 40 && timesOf(ofSlots).length >= 30,
      90_000,
    );
    for (const child of children) child.stdin?.end();
    expect(await Promise.all(ends)).toEqual(children.map(() => [0, null]));

    const [ofRate, ofSlots] = courses;
    expect(timesOf(ofRate).length).toBeGreaterThanOrEqual(40);
    expect(new Set(admittedIn(ofRate).map(({ person }) => person)).size).toBe(timesOf(ofRate).length);
    expect(excessOf(ofRate, byRate)).toBe(0);
    expect(mostActive(ofSlots)).toBe(bySlots.maxActive);
    expect(timesOf(ofSlots).length).toBeGreaterThanOrEqual(30);
    // A limit that is one lower would be seen to be passed, and so would half of the rate.
    expect(mostActive(ofSlots)).toBeGreaterThan(bySlots.maxActive - 1);
    expect(excessOf(ofRate, { ...byRate, burst: 1, ratePerMinute: 1 })).toBeGreaterThan(0);
  },
  150_000,
);
