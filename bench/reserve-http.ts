import type { Stack } from "../local/stack/start-stack";
import { cpuMicros } from "./cpu";
import { type FloorCall, startFloor } from "./floor-app";
import { type Fired, fire, type Shot } from "./load";
import { atLeast, atMost, figure, type Report } from "./report";
import { labelOf, minting, reserveRequest, soldOut } from "./reserve-request";
import { interleave, type Measured } from "./rounds";
import { aSale, type Sale } from "./sale";
import { type Bench, roundsMin, withRedis } from "./stage";

const capacity = 1_000_000;
const warmUpMs = 1_500;
const levels = [
  { connections: 64, lastsMs: 2_000 },
  { connections: 8, lastsMs: 1_500 },
  { connections: 1, lastsMs: 1_000 },
];

type Target = { name: string; label: string; url: string; pid: number; shot: () => Shot };
type Round = Fired & { appMicros: number; gatewayMicros: number };

const oneFetch = "floor, one fetch";
const empty = "floor, empty";

/**
 * P4: a reserve over HTTP with all that belongs to it, by a new fan each time, beside an empty app of the same Next: its
 * empty POST, and its POST with one `fetch` to the same gateway. All of them get the same request.
 */
export const reserveHttp: Bench = async ({ supervisor, stack: open, say }) => {
  const stack = await open();
  const [app, gateway] = [ours(stack, "app"), ours(stack, "redisRest")];
  const floor = await startFloor(supervisor, await floorCall(stack), app.port);
  const sale = await aSale(stack.file, capacity);
  const mint = await minting(stack.environment);
  const shotAt = (of: Sale, path?: string) => () => ({ ...reserveRequest(of, mint()), ...(path && { path }) });
  const targets: Target[] = [
    { name: "granted", label: "held", ...app, shot: shotAt(sale) },
    { name: "sold out", label: "sold out", ...app, shot: shotAt(await soldOut(stack, mint)) },
    { name: oneFetch, label: "floor", ...floor, shot: shotAt(sale, "/fetch") },
    { name: empty, label: "floor", ...floor, shot: shotAt(sale, "/empty") },
  ];

  const report: Report = { figures: [], budgets: [], notes: [] };
  let granted = 0;
  // Code that is not yet compiled says nothing about a rush.
  say("warming up");
  for (const { connections } of levels.toReversed()) {
    for (const target of targets) granted += heldBy(target, await measure(target, gateway.pid, connections, warmUpMs));
  }
  for (const { connections, lastsMs } of levels) {
    say(`${connections} at once`);
    const contenders = targets.map((target) => ({
      name: target.name,
      measure: async () => {
        const round = await measure(target, gateway.pid, connections, lastsMs);
        granted += heldBy(target, round);
        return round;
      },
    }));
    addLevel(report, connections, await interleave(roundsMin, contenders));
  }
  await assertHeld(stack, sale, granted);
  report.notes.push(`${granted} units were granted, and Redis holds as many`);
  return report;
};

const heldBy = ({ label }: Target, { answered }: Round) => (label === "held" ? answered : 0);

async function measure({ label, url, pid, shot }: Target, gatewayPid: number, connections: number, lastsMs: number) {
  const before = [cpuMicros(pid), cpuMicros(gatewayPid)];
  const fired = await fire({ url, connections, lastsMs, shot, labelOf });
  if (fired.labels[label] !== fired.answered) throw new Error(`Not all were ${label}: ${JSON.stringify(fired.labels)}`);
  const [appMicros = 0, gatewayMicros = 0] = [cpuMicros(pid), cpuMicros(gatewayPid)].map(
    (micros, at) => (micros - (before[at] ?? 0)) / fired.answered,
  );
  return { ...fired, appMicros, gatewayMicros };
}

function addLevel({ figures, budgets }: Report, connections: number, rounds: Measured<Round>) {
  const each = (name: string, pick: (round: Round) => number) => rounds(name).map(pick);
  const rate = (name: string) => each(name, ({ perSecond }) => perSecond);
  for (const name of ["granted", "sold out", oneFetch, empty]) {
    figures.push(figure(`${name}, ${connections} at once`, "a second", rate(name)));
    figures.push(
      figure(
        "  its p99",
        "ms",
        each(name, ({ p99Ms }) => p99Ms),
      ),
    );
    figures.push(
      figure(
        "  CPU of the app",
        "us a request",
        each(name, ({ appMicros }) => appMicros),
      ),
    );
    figures.push(
      figure(
        "  CPU of the gateway",
        "us a request",
        each(name, ({ gatewayMicros }) => gatewayMicros),
      ),
    );
  }
  figures.push(figure("load generator", "of a core", [...each("granted", busy), ...each(empty, busy)]));
  const word = connections === 64 ? "P4" : "P4, published";
  budgets.push(
    atLeast(word, `granted to one fetch, ${connections} at once`, rate("granted"), rate(oneFetch), 1.4),
    atLeast(word, `granted to empty, ${connections} at once`, rate("granted"), rate(empty), 0.75),
  );
  const gateway = each("granted", ({ gatewayMicros }) => gatewayMicros);
  budgets.push(atMost(word, `CPU of the gateway, us a reserve, ${connections} at once`, gateway, 60));
}

const busy = (round: Round) => round.busy;

/** A part of the stack that runs here, so that its CPU can be read. */
function ours({ file }: Stack, name: "app" | "redisRest") {
  const { url, port, pid } = file.services[name];
  if (pid === null) throw new Error(`${name} runs elsewhere`);
  return { url, port, pid };
}

async function floorCall(stack: Stack): Promise<FloorCall> {
  const sha = await withRedis(stack, (redis) => redis.script("LOAD", 'return redis.call("DECRBY", KEYS[1], 1)'));
  return {
    url: stack.environment.UPSTASH_REDIS_REST_URL ?? "",
    token: stack.environment.UPSTASH_REDIS_REST_TOKEN ?? "",
    command: ["EVALSHA", String(sha), "1", "bench:floor"],
  };
}

async function assertHeld(stack: Stack, { eventId }: Sale, granted: number) {
  const holds = await withRedis(stack, (redis) => redis.hget(`inv:{${eventId}}:sale`, "holds"));
  if (Number(holds) !== granted) throw new Error(`${granted} were granted, but Redis holds ${holds}.`);
}
