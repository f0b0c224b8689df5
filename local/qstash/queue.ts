import { type Read, read, refuse } from "@/local/http/answer";
import type { Change } from "@/local/storage/journal";
import { limits } from "./limits";
import { isPending, type Queue } from "./model";
import type { Shape, Store } from "./store";

export function readQueueName(store: Store, name: string): Read<string> {
  if (!/^[A-Za-z0-9._-]{1,256}$/.test(name)) {
    return refuse(400, "queue name can only contain alphanumeric characters, hyphens, periods and underscores");
  }
  if (!store.queues.has(name) && store.queues.size >= limits.queuesMax) return refuse(412, "too many queues");
  return read(name);
}

/** A queue comes to be with its first message, one at a time. */
export function queueChange(store: Store, name: string, now: number): Change<Shape>[] {
  if (store.queues.has(name)) return [];
  return [["queues", name, { name, parallelism: 1, paused: false, createdAt: now, updatedAt: now }]];
}

/** Messages of the queue that are not done yet, oldest first. */
export const waitingIn = (store: Store, queue: string) =>
  [...store.messages.values()].filter((message) => message.place?.queue === queue && isPending(message));

export const queueView = (store: Store, queue: Queue) => ({ ...queue, lag: waitingIn(store, queue.name).length });
