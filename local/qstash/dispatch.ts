import type { HoldPoints } from "@/local/hold-points/hold-points";
import { deliver } from "./deliver";
import type { FlowGate } from "./flow-control";
import type { Lanes } from "./lanes";
import { limits } from "./limits";
import { logEntry } from "./log-entry";
import { isPending, type Message } from "./model";
import { settle } from "./settle";
import { signingKeys } from "./signing-keys";
import type { Store } from "./store";
import { wakeAt } from "./wake";

type Parts = { store: Store; lanes: Lanes; flows: FlowGate; points: HoldPoints; scale: number };

export type Dispatcher = ReturnType<typeof openDispatcher>;

/** Delivers what is due: at most so many at once, no lane before another, each message at least once. */
export function openDispatcher({ store, lanes, flows, points, scale }: Parts) {
  const underWay = new Set<Promise<void>>();
  const alarm = wakeAt(() => pump());
  let draining = false;

  const pump = () => {
    alarm.clear();
    if (draining || store.switches.get("only")?.deliveriesPaused) return;
    for (let started = true; started; ) {
      started = false;
      for (const lane of lanes.open()) {
        if (underWay.size >= limits.deliveriesAtOnceMax) return;
        const message = lanes.next(lane);
        if (!message) continue;
        const now = Date.now();
        const startAt = Math.max(message.dueAt, flows.blockedUntil(message, now));
        if (startAt > now) {
          alarm.at(startAt);
          continue;
        }
        lanes.take(lane);
        begin(message, now);
        started = true;
      }
    }
  };

  const begin = (message: Message, now: number) => {
    const active: Message = { ...message, state: "ACTIVE" };
    store.commit([["messages", active.id, active], store.logged(logEntry(active, "ACTIVE", now))]);
    flows.begin(active, now);
    const delivery = attempt(active).finally(() => {
      underWay.delete(delivery);
      flows.end(active);
      pump();
    });
    underWay.add(delivery);
  };

  const attempt = async (message: Message) => {
    const body = Buffer.from(store.bodies.get(message.id) ?? "", "base64");
    const outcome = await deliver(message, body, signingKeys(store).current, points);
    const { changes, callbacks } = settle(store, message, outcome, scale);
    store.commit(changes);
    for (const callback of callbacks) lanes.add(callback);
    const settled = store.messages.get(message.id);
    if (settled && isPending(settled)) lanes.add(settled);
    else lanes.done(message);
  };

  return {
    pump,
    add: (messages: Message[]) => {
      for (const message of messages) lanes.add(message);
      pump();
    },
    underWayCount: () => underWay.size,
    /** Starts nothing more and waits for what is under way; what stays unsettled is delivered again after a restart. */
    drain: async () => {
      draining = true;
      alarm.clear();
      await Promise.allSettled(underWay);
    },
  };
}
