import { createHash, randomUUID } from "node:crypto";
import type { RedisCommander } from "ioredis";
import { z } from "zod";
import { followPeople, happeningIn } from "@/lib/waiting-room/follow-people";
import { keyNames, keysOf } from "@/lib/waiting-room/keys";
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
  /** In the scripts, one text for another. */
  edits?: readonly (readonly [is: string, becomes: string])[];
};

export type Course = {
  /** Seconds in, of every admission. */
  admitted: number[];
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

/** The scripts themselves on a real Redis, with the clock of `clock` (a fragment that reads the key beside the first). */
async function aRoom(redis: RedisCommander, clock: string, { rate, burst, most = 1_000_000, edits = [] }: Scene) {
  const keys = keysOf(randomUUID());
  const [ctl = ""] = keys;
  const edited = (source: string) => edits.reduce((text, [is, becomes]) => text.replace(is, becomes), source);
  const scripts = Object.fromEntries(
    Object.entries(sources).map(([name, parts]) => {
      const source = edited([clock, ...parts].join("\n"));
      return [name, { source, sha: createHash("sha1").update(source).digest("hex") }];
    }),
  );
  const call = async (name: Name, ...args: (string | number)[]): Promise<string[]> => {
    const { sha = "", source = "" } = scripts[name] ?? {};
    const reply = await redis.evalsha(sha, keys.length, ...keys, ...nothingKnown, ...args).catch((error: unknown) => {
      if (!String(error).includes("NOSCRIPT")) throw error;
      return redis.eval(source, keys.length, ...keys, ...nothingKnown, ...args);
    });
    return z.array(z.string()).parse(reply);
  };
  const tell = (nowMs: number) => redis.set(ctl.replace(/[^:]+$/, "clock"), begin + nowMs);
  await tell(0);
  const control = { phase: "line", rate, burst, most, epoch: 1, version: 1, ...timing };
  await redis.hset(ctl, { ...control, issued: 0, serving: 0, tokens: burst, filled: begin });
  return { keys, call, tell };
}

/** More than can be called in that time. */
const crowdOf = ({ seconds, rate, absent, burst }: Scene) =>
  Math.ceil(((seconds + 60) * rate * 1.5) / (1 - Math.min(absent, 0.8))) + burst * 2;

/** Everybody is in the line when it begins to move; the same scene goes the same way each time. */
export async function simulate(redis: RedisCommander, clock: string, scene: Scene): Promise<Course> {
  const { backAt, stay = 60, controllers = 1, lostTicks = 0, closedTabs = 0, absent, seconds } = scene;
  const { keys, call, tell } = await aRoom(redis, clock, scene);
  const [agenda, chance] = [new Agenda(), chanceFrom(20_261_122)];
  const crowd = crowdOf(scene);
  for (let first = 1; first <= crowd; first += peopleAtOnce) {
    const size = Math.min(peopleAtOnce, crowd - first + 1);
    await Promise.all(
      Array.from({ length: size }, (_, index) => call("join", `p${first + index}`, "", "", 0, "", "", 0, "", 0)),
    );
  }
  const course: Course = { admitted: [], mostActive: 0, mostWaiting: 0, overtakes: 0 };
  const away: number[] = [];
  let [active, waiting, woken] = [0, 0, 0];

  const leave = (place: number) => async () => {
    active -= 1;
    await call("leave", `p${place}`, place);
  };
  const enter = (place: number) => {
    active += 1;
    waiting -= 1;
    course.admitted.push(agenda.nowMs / 1000);
    course.mostActive = Math.max(course.mostActive, active);
    agenda.after(Math.min(-Math.log(1 - chance()) * stay * 1000, sessionMs - 1000), leave(place));
  };
  const ask = (place: number) => async () => {
    const [said, , ms] = await call("claim", `p${place}`, place, place, sessionMs, sessionMostMs);
    if (said === "admitted") return enter(place);
    if (said !== "wait") throw new Error(`a person who was called was told "${said}"`);
    if (chance() < closedTabs) waiting -= 1;
    else agenda.after(Number(ms) + chance() * 200, ask(place));
  };
  const arrive = (place: number) => async () => {
    waiting += 1;
    course.mostWaiting = Math.max(course.mostWaiting, waiting);
    await ask(place)();
  };
  // The page asks for the state each second or so, and a person then takes some seconds more.
  const wake = (serving: number) => {
    for (; woken < serving; woken += 1) {
      const place = woken + 1;
      if (chance() < absent) away.push(place);
      else agenda.after(500 + chance() * 5500, arrive(place));
    }
  };
  const tick = async () => {
    agenda.after(1000, tick);
    if (chance() >= lostTicks) wake(Number((await call("tick", ""))[1]));
  };
  for (let each = 0; each < controllers; each += 1) agenda.after((1000 * each) / controllers, tick);
  if (backAt !== undefined) {
    agenda.after(backAt * 1000, async () => {
      for (const place of away.splice(0)) agenda.after(chance() * 3000, arrive(place));
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
