import { randomBytes } from "node:crypto";
import { type Read, read, refuse } from "@/local/http/answer";
import type { Change } from "@/local/storage/journal";
import { deduplicationKey } from "./deduplicate";
import { readDestination } from "./destination";
import { flowChange } from "./flow-control";
import { limits } from "./limits";
import { logEntry } from "./log-entry";
import type { Message, Settings } from "./model";
import { queueChange, readQueueName } from "./queue";
import { type Headers, readSettings } from "./settings";
import type { Shape, Store } from "./store";

export type Draft = {
  url: string;
  headers: Headers;
  body: Buffer;
  callerIp: string;
  queue?: string | undefined;
  scheduleId?: string;
  /** A callback reports on this message and keeps its place in the queue. */
  about?: Message;
  retriesDefault?: number;
};

export type Accepted = { messageId: string; deduplicated?: true };

/** What accepting the drafts would do: commit all of it or none. */
export type Plan = { accepted: Accepted[]; changes: Change<Shape>[]; messages: Message[] };

type Clock = { now: number; scale: number };

export function planAccept(store: Store, drafts: Draft[], { now, scale }: Clock): Read<Plan> {
  const plan: Plan = { accepted: [], changes: [], messages: [] };
  const remembered = new Map<string, string>();
  for (const draft of drafts) {
    const checked = check(store, draft);
    if (!checked.ok) return checked;
    const settings = checked.value;

    const key = deduplicationKey(draft, settings);
    const known = key && (remembered.get(key) ?? recall(store, key, now));
    if (known) {
      plan.accepted.push({ messageId: known, deduplicated: true });
      continue;
    }
    const message = newMessage(store, draft, settings, { now, scale });
    plan.accepted.push({ messageId: message.id });
    plan.messages.push(message);
    if (key) {
      remembered.set(key, message.id);
      store.remembered.delete(key);
      const until = now + limits.deduplicationMs * scale;
      plan.changes.push(["remembered", key, { messageId: message.id, until }]);
    }
    if (draft.queue) plan.changes.push(...queueChange(store, draft.queue, now));
    plan.changes.push(...flowChange(store, settings.flow));
    plan.changes.push(["messages", message.id, message], ["bodies", message.id, draft.body.toString("base64")]);
    plan.changes.push(store.logged(logEntry(message, "CREATED", now)));
  }
  return hasRoom(store, plan.messages) ? read(plan) : tooMany();
}

function check(store: Store, draft: Draft): Read<Settings> {
  const url = readDestination(draft.url);
  if (!url.ok) return url;
  // A callback carries two bodies; it is ours to send, however long.
  if (!draft.about && draft.body.length > limits.bodyBytesMax) {
    return refuse(413, `message body is larger than ${limits.bodyBytesMax} bytes`);
  }
  if (draft.queue !== undefined) {
    const queue = readQueueName(store, draft.queue);
    if (!queue.ok) return queue;
  }
  return readSettings(draft.headers, draft.retriesDefault);
}

function newMessage(store: Store, draft: Draft, settings: Settings, { now, scale }: Clock): Message {
  const id = `msg_${randomBytes(16).toString("hex")}`;
  const waitMs = settings.notBefore === undefined ? settings.delayMs : Math.max(0, settings.notBefore - now);
  const place = draft.queue ? { queue: draft.queue, root: id } : draft.about?.place;
  return {
    id,
    seq: store.nextSeq(),
    url: draft.url,
    published: draft.headers,
    settings,
    bytes: draft.body.length,
    state: "CREATED",
    createdAt: now,
    dueAt: Math.round(now + waitMs * scale),
    retried: 0,
    attempts: [],
    callerIp: draft.callerIp,
    ...(place ? { place } : {}),
    ...(draft.scheduleId ? { scheduleId: draft.scheduleId } : {}),
    ...(draft.about ? { callbackOf: draft.about.id } : {}),
  };
}

function recall(store: Store, key: string, now: number) {
  const found = store.remembered.get(key);
  return found && found.until > now ? found.messageId : undefined;
}

function hasRoom(store: Store, messages: Message[]) {
  const pending = store.pending();
  const bytes = messages.reduce((sum, message) => sum + message.bytes, pending.bytes);
  return pending.messages + messages.length <= limits.pendingMessagesMax && bytes <= limits.pendingBytesMax;
}

const tooMany = () =>
  refuse(429, "too many undelivered messages", {
    "Burst-RateLimit-Limit": String(limits.pendingMessagesMax),
    "Burst-RateLimit-Remaining": "0",
    "Burst-RateLimit-Reset": String(Math.ceil(Date.now() / 1_000) + 1),
  });
