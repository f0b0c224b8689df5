import { type Change, type Collections, openJournal } from "@/local/storage/journal";
import { limits } from "./limits";
import { type DeadLetter, type Flow, isPending, type LogEntry, type Message, type Queue, type Schedule } from "./model";

export type Shape = {
  messages: Message;
  /** Base64, beside the message so that its state can be written without it. */
  bodies: string;
  deadLetters: DeadLetter;
  queues: Queue;
  schedules: Schedule;
  flows: Flow;
  /** Deduplication ids. */
  remembered: { messageId: string; until: number };
  log: LogEntry;
  keys: { given: string; current: string; next: string };
  switches: { schedulesPaused: boolean; deliveriesPaused: boolean };
};

export type Store = Collections<Shape> & {
  commit(changes: Change<Shape>[]): void;
  pending(): { messages: number; bytes: number };
  nextSeq(): number;
  logged(entry: LogEntry): Change<Shape>;
  close(): void;
};

const names: (keyof Shape)[] = [
  "messages",
  "bodies",
  "deadLetters",
  "queues",
  "schedules",
  "flows",
  "remembered",
  "log",
  "keys",
  "switches",
];

/** Everything QStash knows, durable and bounded: what is finished goes, oldest first; what is pending never does. */
export function openStore(folder: string): Store {
  const journal = openJournal<Shape>({ folder, collections: names, compactEveryBytes: 32 * 1_048_576 });
  const { collections } = journal;
  const pending = tally();
  const finished = tally();

  const track = (id: string, message: Message | null) => {
    pending.drop(id);
    finished.drop(id);
    if (message) (isPending(message) ? pending : finished).add(id, message.bytes);
    while (finished.size() > limits.finishedMessagesMax || finished.bytes() > limits.finishedBytesMax) {
      const oldest = finished.first();
      if (oldest === undefined) break;
      finished.drop(oldest);
      collections.messages.delete(oldest);
      collections.bodies.delete(oldest);
    }
  };
  const trim = () => {
    keepNewest(collections.log, limits.logEntriesMax);
    keepNewest(collections.deadLetters, limits.deadLettersMax);
    keepNewest(collections.flows, limits.flowKeysMax);
    forgetOld(collections.remembered);
  };
  const byFinish = [...collections.messages.values()].sort((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0));
  for (const message of byFinish) track(message.id, message);
  trim();
  journal.compact();

  let seq = Math.max(0, ...[...collections.messages.values()].slice(-1).map((message) => message.seq));
  let logKey = Number([...collections.log.keys()].at(-1) ?? 0);
  return {
    ...collections,
    commit: (changes) => {
      journal.commit(changes);
      for (const change of changes) if (change[0] === "messages") track(change[1], change[2]);
      trim();
    },
    pending: () => ({ messages: pending.size(), bytes: pending.bytes() }),
    nextSeq: () => ++seq,
    logged: (entry) => ["log", String(++logKey), entry],
    close: journal.close,
  };
}

function tally() {
  const sizes = new Map<string, number>();
  let total = 0;
  return {
    add: (id: string, bytes: number) => {
      sizes.set(id, bytes);
      total += bytes;
    },
    drop: (id: string) => {
      total -= sizes.get(id) ?? 0;
      sizes.delete(id);
    },
    size: () => sizes.size,
    bytes: () => total,
    first: () => sizes.keys().next().value,
  };
}

function keepNewest(entries: Map<string, unknown>, countMax: number) {
  for (const key of entries.keys()) {
    if (entries.size <= countMax) return;
    entries.delete(key);
  }
}

/** Insertion order is expiry order: every id is remembered equally long. */
function forgetOld(remembered: Map<string, { until: number }>, now = Date.now()) {
  for (const [key, { until }] of remembered) {
    if (until > now) return;
    remembered.delete(key);
  }
}
