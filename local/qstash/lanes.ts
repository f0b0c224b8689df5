import { Heap } from "./heap";
import type { Message } from "./model";
import type { Store } from "./store";

type QueueLine = {
  /** Not begun, in order of acceptance. */
  waiting: Map<string, Message>;
  /** Begun and not done: a message keeps its place through its retries and its callbacks. */
  begun: Map<string, Set<string>>;
};

type Lane = { due: Heap; queue: string | undefined; line: QueueLine };

export type Lanes = ReturnType<typeof openLanes>;

/** Messages that may hold each other up share a lane: those of a queue, those of a flow-control key, all the rest. */
export function openLanes(store: Store) {
  const lanes = new Map<string, Lane>();

  const laneOf = (message: Message) => {
    const queue = message.place?.queue;
    const key = queue ? `queue:${queue}` : message.settings.flow ? `flow:${message.settings.flow.key}` : "free";
    const lane = lanes.get(key) ?? { due: new Heap(), queue, line: { waiting: new Map(), begun: new Map() } };
    lanes.set(key, lane);
    return lane;
  };
  const push = (lane: Lane, { id, dueAt, seq }: Message) => lane.due.push({ id, dueAt, seq });

  const admit = (lane: Lane) => {
    const places = store.queues.get(lane.queue ?? "")?.parallelism ?? 1;
    for (const [id, message] of lane.line.waiting) {
      if (lane.line.begun.size >= places) return;
      lane.line.waiting.delete(id);
      lane.line.begun.set(id, new Set([id]));
      push(lane, message);
    }
  };

  return {
    /** A message to deliver: new, to be retried, or found at start. */
    add: (message: Message) => {
      const lane = laneOf(message);
      const root = message.place?.root;
      const begun = root === undefined ? undefined : lane.line.begun.get(root);
      if (root === message.id && !begun) lane.line.waiting.set(message.id, message);
      else if (root !== undefined) lane.line.begun.set(root, (begun ?? new Set()).add(message.id));
      if (root !== message.id || begun) push(lane, message);
      if (lane.queue) admit(lane);
    },
    /** The message needs no more attempts: its place in a queue is free once its callbacks are done too. */
    done: (message: Message) => {
      if (!message.place) return;
      const lane = laneOf(message);
      const { root } = message.place;
      lane.line.waiting.delete(message.id);
      const begun = lane.line.begun.get(root);
      begun?.delete(message.id);
      if (begun?.size === 0) lane.line.begun.delete(root);
      admit(lane);
    },
    /** Every lane with something to do; the others are forgotten. */
    *open(): Generator<Lane> {
      for (const [key, lane] of lanes) {
        if (lane.queue && store.queues.get(lane.queue)?.paused) continue;
        if (lane.queue) admit(lane);
        if (lane.due.size > 0) yield lane;
        else if (lane.line.waiting.size + lane.line.begun.size === 0) lanes.delete(key);
      }
    },
    /** The lane's next message. What was cancelled or moved meanwhile is skipped. */
    next: (lane: Lane): Message | undefined => {
      for (let first = lane.due.first(); first; first = lane.due.first()) {
        const message = store.messages.get(first.id);
        const waits = message?.state === "CREATED" || message?.state === "RETRY";
        if (message && waits && message.dueAt === first.dueAt) return message;
        lane.due.shift();
      }
      return undefined;
    },
    take: (lane: Lane) => lane.due.shift(),
  };
}
