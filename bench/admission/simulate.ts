import { createHash, randomUUID } from "node:crypto";
import type { RedisCommander } from "ioredis";
import { z } from "zod";
import { followPeople, happeningIn } from "@/lib/waiting-room/follow-people";
import { keyNames, keysOf } from "@/lib/waiting-room/keys";
import { knownIn, progressOf } from "@/lib/waiting-room/known-rooms";
import type { Lane, LaneName } from "@/lib/waiting-room/lanes";
import { sources } from "@/lib/waiting-room/sources";
import { Agenda } from "./agenda";
import { chanceFrom } from "./chance";

/** How a sale goes. Shares are from 0 to 1. */
export type Scene = {
  seconds: number;
  /** Admissions a second, and how many of them at once. */
  rate: number;
  burst: number;
  /** Admitted at once. */
  most?: number;
  /** Of those called, who do not come. */
  absent: number;
  /** All of them come after all, so many seconds in. */
  backAt?: number;
  /** Seconds that somebody let in stays, on average. */
  stay?: number;
  /** Processes that tick, each once a second. */
  controllers?: number;
  /** Of their ticks, those that never happen. */
  lostTicks?: number;
  /** Of those here and waiting, who close their tab without a word. */
  closedTabs?: number;
  /** Lines beside everybody's: how many stand in them, and their percentage of the admissions. */
  lanes?: Partial<Record<LaneName, { crowd: number; share: number }>>;
  /** In the scripts, one text for another. */
  edits?: readonly (readonly [is: string, becomes: string])[];
};

export type Course = {
  /** Seconds in, of every admission. */
  admitted: number[];
  /** The line of each of them. */
  lanes: Lane[];
  mostActive: number;
  /** Called, here, and not let in, at most. */
  mostWaiting: number;
  /** Let in while somebody with a better place was there and had no room left, by what the scripts told. */
  overtakes: number;
};

const begin = 1_800_000_000_000;
const timing = { lead: 8000, window: 20_000 };
const sessionMs = 210_000;
const sessionMostMs = 930_000;
const peopleAtOnce = 1000;
/** How far the room has gone, as far as this caller knows: see scripts/room.lua. */
const nothingKnown = [1, 0, 0, 0];

type Name = keyof typeof sources;
type Standing = { lane: Lane; place: number };
const nameOf = ({ lane, place }: Standing) => `p${lane}${place}`;

/** The scripts themselves on a real Redis, with the clock of `clock` (a fragment that reads the key beside the first). */
async function aRoom(redis: RedisCommander, clock: string, scene: Scene) {
  const { rate, burst, most = 1_000_000, edits = [], lanes = {} } = scene;
  const eventId = randomUUID();
  const lines = ["", ...Object.keys(lanes)] as Lane[];
  const keysFor = (own: Lane) => keysOf(eventId, { own, others: lines.filter((lane) => lane !== own) });
  const keys = keysFor("");
  const [ctl = ""] = keys;
  const edited = (source: string) => edits.reduce((text, [is, becomes]) => text.replace(is, becomes), source);
  const all = Object.values(sources).flat().join("\n");
  for (const [is] of edits) if (!all.includes(is)) throw new Error(`no script says "${is}"`);
  const scripts = Object.fromEntries(
    Object.entries(sources).map(([name, parts]) => {
      const source = edited([clock, ...parts].join("\n"));
      return [name, { source, sha: createHash("sha1").update(source).digest("hex") }];
    }),
  );
  const call = async (own: Lane, name: Name, ...args: (string | number)[]): Promise<string[]> => {
    const { sha = "", source = "" } = scripts[name] ?? {};
    const given = [...keysFor(own), ...nothingKnown, ...args];
    const reply = await redis.evalsha(sha, keys.length, ...given).catch((error: unknown) => {
      if (!String(error).includes("NOSCRIPT")) throw error;
      return redis.eval(source, keys.length, ...given);
    });
    return z.array(z.string()).parse(reply);
  };
  const tell = (nowMs: number) => redis.set(ctl.replace(/[^:]+$/, "clock"), begin + nowMs);
  await tell(0);
  const control = { phase: "line", rate, burst, most, epoch: 1, version: 1, ...timing };
  await redis.hset(ctl, { ...control, issued: 0, serving: 0, tokens: burst, filled: begin, lanes: lines.join(" ") });
  for (const [lane, { share }] of Object.entries(lanes)) await redis.hset(ctl, `share.${lane}`, share);
  return { keys, call, tell, lines };
}

/** More than can be called in that time. */
const crowdOf = ({ seconds, rate, absent, burst }: Scene) =>
  Math.ceil(((seconds + 60) * rate * 1.5) / (1 - Math.min(absent, 0.8))) + burst * 2;

/** Everybody is in the line when it begins to move; the same scene goes the same way each time. */
export async function simulate(redis: RedisCommander, clock: string, scene: Scene): Promise<Course> {
  const { backAt, stay = 60, controllers = 1, lostTicks = 0, closedTabs = 0, absent, seconds } = scene;
  const { keys, call, tell, lines } = await aRoom(redis, clock, scene);
  const [agenda, chance] = [new Agenda(), chanceFrom(20_261_122)];
  const join = (lane: Lane, place: number) =>
    call(lane, "join", nameOf({ lane, place }), "", "", 0, "", "", 0, "", 0, "");
  for (const lane of lines) {
    const crowd = lane ? (scene.lanes?.[lane]?.crowd ?? 0) : crowdOf(scene);
    for (let first = 1; first <= crowd; first += peopleAtOnce) {
      const size = Math.min(peopleAtOnce, crowd - first + 1);
      await Promise.all(Array.from({ length: size }, (_, index) => join(lane, first + index)));
    }
  }
  const course: Course = { admitted: [], lanes: [], mostActive: 0, mostWaiting: 0, overtakes: 0 };
  const away: Standing[] = [];
  const woken = new Map<Lane, number>();
  let [active, waiting] = [0, 0];

  const leave = (who: Standing) => async () => {
    active -= 1;
    await call(who.lane, "leave", nameOf(who), who.place);
  };
  const enter = (who: Standing) => {
    active += 1;
    waiting -= 1;
    course.admitted.push(agenda.nowMs / 1000);
    course.lanes.push(who.lane);
    course.mostActive = Math.max(course.mostActive, active);
    agenda.after(Math.min(-Math.log(1 - chance()) * stay * 1000, sessionMs - 1000), leave(who));
  };
  const ask = (who: Standing) => async () => {
    const { lane, place } = who;
    const [said, , ms] = await call(lane, "claim", nameOf(who), place, place, sessionMs, sessionMostMs);
    if (said === "admitted") return enter(who);
    if (said !== "wait") throw new Error(`a person who was called was told "${said}"`);
    if (chance() < closedTabs) waiting -= 1;
    else agenda.after(Number(ms) + chance() * 200, ask(who));
  };
  const arrive = (who: Standing) => async () => {
    waiting += 1;
    course.mostWaiting = Math.max(course.mostWaiting, waiting);
    await ask(who)();
  };
  // The page asks for the state each second or so, and a person then takes some seconds more.
  const wake = (lane: Lane, serving: number) => {
    for (let place = (woken.get(lane) ?? 0) + 1; place <= serving; place += 1) {
      if (chance() < absent) away.push({ lane, place });
      else agenda.after(500 + chance() * 5500, arrive({ lane, place }));
      woken.set(lane, place);
    }
  };
  const tick = async () => {
    agenda.after(1000, tick);
    if (chance() < lostTicks) return;
    const known = knownIn((await call("", "tick", "")).at(-1) ?? "");
    if (!known) throw new Error("a tick says how far the room has gone");
    for (const lane of lines) wake(lane, progressOf(known, lane).serving);
  };
  for (let each = 0; each < controllers; each += 1) agenda.after((1000 * each) / controllers, tick);
  if (backAt !== undefined) {
    agenda.after(backAt * 1000, async () => {
      for (const who of away.splice(0)) agenda.after(chance() * 3000, arrive(who));
    });
  }
  await agenda.run(seconds * 1000, async (nowMs) => void (await tell(nowMs)));
  course.overtakes = await overtakesIn(redis, keys);
  await redis.unlink(...keys);
  return course;
}

async function overtakesIn(redis: RedisCommander, keys: string[]): Promise<number> {
  const entries = await redis.xrange(keys[keyNames.indexOf("out")] ?? "", "-", "+");
  const happenings = entries.flatMap(([entry, [, text = ""]]) => happeningIn(entry, text) ?? []);
  return followPeople([], happenings).filter(({ passed }) => (passed ?? 0) > 0).length;
}

/** Admissions from one second to another, of what the rate allows. */
export const shareOf = ({ admitted }: Course, { rate }: Scene, from: number, to: number) =>
  admitted.filter((at) => at >= from && at < to).length / (rate * (to - from));

/** By how many the bound `burst + rate * time` was passed, over every stretch of time; 0 for never. */
export function excessOf({ admitted }: Course, { rate, burst }: Scene): number {
  let [most, least] = [0, 0];
  // admitted(s, t) - rate * (t - s): the largest rise of `count - rate * at`, from before one admission to after another.
  for (const [index, at] of admitted.entries()) {
    least = Math.min(least, index - rate * at);
    most = Math.max(most, index + 1 - rate * at - least);
  }
  return Math.max(0, most - burst);
}
