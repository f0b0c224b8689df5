import { randomUUID } from "node:crypto";
import type { Pass } from "@/lib/waiting-room/pass";
import type { Stack } from "../local/stack/start-stack";
import { cpuMicros } from "./cpu";
import { type Fired, fire, type Shot } from "./load";
import { atLeast, figure, type Report } from "./report";
import { labelOf, minting, reserveRequest, soldOut } from "./reserve-request";
import { admit, openRoom } from "./room";
import { interleave } from "./rounds";
import { aSale, type Sale } from "./sale";
import { scriptsRun } from "./scripts-run";
import { type Bench, withRedis } from "./stage";

const connections = 64;
const warmUpMs = 1_500;
/** Many and short, as a pair of neighbours in time is what counts. */
const [roundsCount, lastsMs] = [11, 1_000];
/** Each may hold eight units: enough for all rounds. */
const fansCount = 8_000;
const capacity = 1_000_000;
const target = 0.9;
const readMany = 2_000;
const hourMs = 3_600_000;

type Round = Fired & { scripts: number; appMicros: number };
type Target = { name: string; label: string; shot: () => Shot };

/**
 * P5: a reserve on a sale behind a waiting room, by fans it has let in, beside the same on a sale without one. Of tickets
 * that are gone it is the check of the pass alone; one that is granted makes the session last longer as well.
 */
export const passCheck: Bench = async ({ stack: open, say }) => {
  const stack = await open();
  const mint = await minting(stack.environment);
  const targets = [
    ...(await beside(stack, "sold out", () => soldOut(stack, mint))),
    ...(await beside(stack, "held", () => aSale(stack.file, capacity))),
  ];
  say("warming up");
  for (const target of targets) await measure(stack, target, warmUpMs);
  say(`${roundsCount} rounds of ${targets.length} times ${lastsMs / 1000} s, ${connections} at once`);
  const contenders = targets.map((target) => ({ name: target.name, measure: () => measure(stack, target, lastsMs) }));
  const rounds = await interleave(roundsCount, contenders);

  const each = (name: string, pick: (round: Round) => number) => rounds(name).map(pick);
  const rate = (name: string) => each(name, ({ perSecond }) => perSecond);
  const micros = (name: string) => each(name, ({ appMicros }) => appMicros);
  const passed = (label: string) => `${label}, with a pass`;
  const budgetsOf = (id: string, label: string) => [
    atLeast(id, `${passed(label)}, to without a room`, rate(passed(label)), rate(label), target),
    atLeast("P5, published", `  the same by CPU of the app`, micros(label), micros(passed(label)), target),
  ];
  const figures = targets.flatMap(({ name }) => [
    figure(name, "a second", rate(name)),
    figure("  CPU of the app", "us a request", micros(name)),
    figure(
      "  scripts in Redis",
      "a request",
      each(name, ({ scripts }) => scripts),
    ),
  ]);
  figures.push(figure("reading a pass, without a store", "us", await readingMicros()));
  const budgets = [...budgetsOf("P5", "sold out"), ...budgetsOf("P5, published", "held")];
  return { figures, budgets, notes: [] } satisfies Report;
};

/** What opening and judging a pass costs alone, each once. */
async function readingMicros(): Promise<number[]> {
  const { openToken, sealToken } = await import("@/lib/core/token");
  const { judgePass } = await import("@/lib/waiting-room/pass");
  const event = randomUUID();
  const [issued, expires] = [Date.now(), Date.now() + hourMs];
  const token = (number: number) => {
    const pass: Pass = { event, person: `p${number}`, fan: "", lane: "", issued, expires, until: expires, epoch: 1 };
    return sealToken("pass", event, pass);
  };
  return Array.from({ length: roundsCount }, () => {
    const tokens = Array.from({ length: readMany }, (_, number) => token(number));
    const began = performance.now();
    const live = tokens.filter((text) => judgePass(openToken("pass", event, text), event, Date.now()));
    if (live.length < readMany) throw new Error("a pass is none");
    return ((performance.now() - began) * 1000) / readMany;
  });
}

/** The same sale twice: one for whoever comes, one behind a room for those it let in. */
async function beside(stack: Stack, label: string, sell: () => Promise<Sale>): Promise<Target[]> {
  const [free, hot] = [await sell(), await sell()];
  await openRoom(stack, hot);
  const [plain, admitted] = [await minting(stack.environment), await admit(stack, hot, fansCount)];
  let turn = 0;
  const withPass = () => {
    const { token, pass } = admitted[turn++ % admitted.length] ?? { token: "", pass: "" };
    const { headers, ...request } = reserveRequest(hot, token);
    return { ...request, headers: { ...headers, "holdfast-pass": pass } };
  };
  return [
    { name: label, label, shot: () => reserveRequest(free, plain()) },
    { name: `${label}, with a pass`, label, shot: withPass },
  ];
}

async function measure(stack: Stack, { label, shot }: Target, forMs: number): Promise<Round> {
  const { url, pid } = stack.file.services.app;
  if (pid === null) throw new Error("the app runs elsewhere");
  return withRedis(stack, async (redis) => {
    const [before, cpu] = [await scriptsRun(redis), cpuMicros(pid)];
    const fired = await fire({ url, connections, lastsMs: forMs, shot, labelOf });
    if (fired.labels[label] !== fired.answered)
      throw new Error(`Not all were ${label}: ${JSON.stringify(fired.labels)}`);
    const [appMicros, scripts] = [cpuMicros(pid) - cpu, (await scriptsRun(redis)) - before];
    return { ...fired, appMicros: appMicros / fired.answered, scripts: scripts / fired.answered };
  });
}
