import type { Change } from "@/local/storage/journal";
import { limits } from "./limits";
import type { Flow, FlowRule, Message } from "./model";
import type { Shape, Store } from "./store";

type Window = { active: number; used: number; startedAt: number };

/** The newest message sets its key's limits, unless they are pinned. */
export function flowChange(store: Store, rule: FlowRule | undefined): Change<Shape>[] {
  if (!rule) return [];
  const known = store.flows.get(rule.key) ?? newFlow(rule.key);
  const next: Flow = { ...known };
  if (!known.pinnedParallelism) setLimit(next, "parallelism", rule.parallelism);
  if (!known.pinnedRate) {
    setLimit(next, "rate", rule.rate);
    next.periodMs = rule.periodMs ?? 1_000;
  }
  return JSON.stringify(next) === JSON.stringify(store.flows.get(rule.key)) ? [] : [["flows", rule.key, next]];
}

export const newFlow = (key: string): Flow => ({
  key,
  periodMs: 1_000,
  paused: false,
  pinnedParallelism: false,
  pinnedRate: false,
});

export function setLimit(flow: Flow, name: "parallelism" | "rate", value: number | undefined) {
  if (value === undefined) delete flow[name];
  else flow[name] = value;
}

export type FlowGate = ReturnType<typeof openFlowGate>;

/** Counts what is under way for each key. The counts are of this process: a restart begins a new period. */
export function openFlowGate(store: Store, scale: number) {
  const windows = new Map<string, Window>();
  const windowOf = (key: string) => {
    const window = windows.get(key) ?? { active: 0, used: 0, startedAt: 0 };
    windows.set(key, window);
    if (windows.size > limits.flowKeysMax) forgetIdle(windows);
    return window;
  };
  const flowOf = (message: Message) => message.settings.flow && store.flows.get(message.settings.flow.key);

  return {
    windowOf,
    resetRate: (key: string, now: number) => Object.assign(windowOf(key), { used: 0, startedAt: now }),
    /** 0 when the message may start now; otherwise when to look again, Infinity when only an event can tell. */
    blockedUntil: (message: Message, now: number): number => {
      const flow = flowOf(message);
      if (!flow) return 0;
      const window = windowOf(flow.key);
      if (flow.paused || (flow.parallelism && window.active >= flow.parallelism)) return Number.POSITIVE_INFINITY;
      const endsAt = window.startedAt + flow.periodMs * scale;
      return flow.rate && window.used >= flow.rate && endsAt > now ? endsAt : 0;
    },
    begin: (message: Message, now: number) => {
      const flow = flowOf(message);
      if (!flow) return;
      const window = windowOf(flow.key);
      if (window.startedAt + flow.periodMs * scale <= now) Object.assign(window, { used: 0, startedAt: now });
      window.active += 1;
      window.used += 1;
    },
    end: (message: Message) => {
      const key = message.settings.flow?.key;
      if (key) windowOf(key).active -= 1;
    },
  };
}

function forgetIdle(windows: Map<string, Window>) {
  for (const [key, { active }] of windows) {
    if (active > 0) continue;
    windows.delete(key);
    return;
  }
}
