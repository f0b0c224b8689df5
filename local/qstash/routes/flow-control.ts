import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "@/local/qstash/context";
import { newFlow, setLimit } from "@/local/qstash/flow-control";
import { readPeriodMs } from "@/local/qstash/flow-rule";
import { limits } from "@/local/qstash/limits";
import { type Flow, isPending } from "@/local/qstash/model";
import { decoded } from "@/local/qstash/read-request";
import { route } from "@/local/qstash/route";

export const flowControlRoutes = [
  route("GET", /^\/v2\/globalParallelism$/, ({ dispatcher }) =>
    answer({ parallelismMax: limits.deliveriesAtOnceMax, parallelismCount: dispatcher.underWayCount() }),
  ),
  route("GET", /^\/v2\/flowControl$/, (context) =>
    answer([...context.store.flows.values()].map((flow) => view(context, flow))),
  ),
  route("GET", /^\/v2\/flowControl\/([^/]+)$/, (context, _request, [key = ""]) => {
    const flow = context.store.flows.get(decoded(key));
    return flow ? answer(view(context, flow)) : refuse(404, `flow control key ${key} not found`).answer;
  }),
  route("POST", /^\/v2\/flowControl\/([^/]+)\/(pause|resume)$/, (context, _request, [key = "", action]) =>
    save(context, { ...flowOf(context, key), paused: action === "pause" }),
  ),
  route("POST", /^\/v2\/flowControl\/([^/]+)\/resetRate$/, (context, _request, [key = ""]) => {
    context.flows.resetRate(decoded(key), Date.now());
    context.dispatcher.pump();
    return answer(undefined);
  }),
  route("POST", /^\/v2\/flowControl\/([^/?]+)\/pin(?:\?.*)?$/, pin),
  route("POST", /^\/v2\/flowControl\/([^/?]+)\/unpin(?:\?.*)?$/, (context, { query }, [key = ""]) => {
    const flow = flowOf(context, key);
    const staysPinned = (name: string, pinned: boolean) => pinned && query.get(name) !== "true";
    return save(context, {
      ...flow,
      pinnedParallelism: staysPinned("parallelism", flow.pinnedParallelism),
      pinnedRate: staysPinned("rate", flow.pinnedRate),
    });
  }),
];

/** Fixes the key's limits, whatever later messages say, and begins a new period. */
function pin(context: Context, { query }: Request, [key = ""]: string[]): Answer {
  const numbers = ["parallelism", "rate"].flatMap((name) => query.get(name) ?? []);
  const periodMs = readPeriodMs(query.get("period") ?? "1");
  if (numbers.length === 0 || numbers.some((text) => !/^[1-9]\d{0,8}$/.test(text)) || !periodMs) {
    return refuse(400, "invalid parallelism, rate or period").answer;
  }
  const flow = { ...flowOf(context, key) };
  const [parallelism, rate] = [query.get("parallelism"), query.get("rate")];
  if (parallelism) {
    setLimit(flow, "parallelism", Number(parallelism));
    flow.pinnedParallelism = true;
  }
  if (rate) {
    setLimit(flow, "rate", Number(rate));
    Object.assign(flow, { periodMs, pinnedRate: true });
  }
  context.flows.resetRate(flow.key, Date.now());
  return save(context, flow);
}

function flowOf({ store }: Context, key: string): Flow {
  const name = decoded(key);
  return store.flows.get(name) ?? newFlow(name);
}

function save({ store, dispatcher }: Context, flow: Flow): Answer {
  store.commit([["flows", flow.key, flow]]);
  dispatcher.pump();
  return answer(undefined);
}

function view({ store, flows }: Context, flow: Flow) {
  const window = flows.windowOf(flow.key);
  const waiting = [...store.messages.values()].filter(
    (message) => message.settings.flow?.key === flow.key && isPending(message) && message.state !== "ACTIVE",
  );
  return {
    flowControlKey: flow.key,
    waitListSize: waiting.filter(({ dueAt }) => dueAt <= Date.now()).length,
    parallelismMax: flow.parallelism ?? 0,
    parallelismCount: window.active,
    rateMax: flow.rate ?? 0,
    rateCount: window.used,
    ratePeriod: flow.periodMs / 1_000,
    ratePeriodStart: Math.floor(window.startedAt / 1_000),
    isPaused: flow.paused,
    isPinnedParallelism: flow.pinnedParallelism,
    isPinnedRate: flow.pinnedRate,
  };
}
