import type { Change } from "@/local/storage/journal";
import { type Draft, planAccept } from "./accept";
import { callbackDraft } from "./callback";
import { limits } from "./limits";
import { logEntry } from "./log-entry";
import type { Attempt, DeadLetter, Message, Outcome } from "./model";
import { retryDelayMs } from "./retry-delay";
import type { Shape, Store } from "./store";

type Clock = { now: number; scale: number };
type Settled = { changes: Change<Shape>[]; callbacks: Message[] };
type Consequence = { changes: Change<Shape>[]; drafts: Draft[] };

/** What an attempt's outcome means, as one commit: the message's state, its log, the DLQ and the callbacks. */
export function settle(store: Store, attempted: Message, outcome: Outcome, scale: number): Settled {
  const clock = { now: Date.now(), scale };
  const current = store.messages.get(attempted.id) ?? attempted;
  const attempts = [...current.attempts, toAttempt(outcome, clock.now)].slice(-limits.attemptsKeptMax);
  const message = { ...current, attempts };

  const { changes, drafts } = consequence(store, message, outcome, clock);
  if (message.settings.callback && message.state !== "CANCELED") {
    drafts.push(callbackDraft(store, message, outcome, "upstash-callback"));
  }
  const plan = planAccept(store, drafts, clock);
  // A full house refuses callbacks as it refuses publishing; the message itself must still settle.
  if (!plan.ok) return { changes, callbacks: [] };
  return { changes: [...changes, ...plan.value.changes], callbacks: plan.value.messages };
}

function consequence(store: Store, message: Message, outcome: Outcome, clock: Clock): Consequence {
  const { status } = outcome;
  if (status !== undefined && status >= 200 && status < 300) {
    return { changes: finish(store, message, "DELIVERED", clock.now), drafts: [] };
  }
  if (message.state === "CANCELED") return { changes: [["messages", message.id, message]], drafts: [] };
  if (canRetry(message, outcome)) return { changes: retry(store, message, outcome, clock), drafts: [] };

  const letter = deadLetter(store, message, outcome, clock.now);
  const wantsReport = message.settings.failureCallback !== undefined;
  return {
    changes: [...fail(store, message, outcome, clock.now), ["deadLetters", letter.id, letter]],
    drafts: wantsReport ? [callbackDraft(store, message, outcome, "upstash-failure-callback", letter.id)] : [],
  };
}

const toAttempt = ({ ms, status, error }: Outcome, now: number): Attempt => ({
  at: now - ms,
  ms,
  ...(status === undefined ? {} : { status }),
  ...(error === undefined ? {} : { error }),
});

function canRetry(message: Message, { status, headers }: Outcome) {
  const isFinal = status === 489 && headers["upstash-nonretryable-error"]?.[0]?.toLowerCase() === "true";
  return !isFinal && message.retried < message.settings.retries;
}

function finish(store: Store, message: Message, state: "DELIVERED" | "FAILED", now: number): Change<Shape>[] {
  const finished: Message = { ...message, state, finishedAt: now };
  return [["messages", message.id, finished], store.logged(logEntry(message, state, now))];
}

function retry(store: Store, message: Message, outcome: Outcome, { now, scale }: Clock): Change<Shape>[] {
  const { retried, settings } = message;
  const dueAt = Math.round(now + retryDelayMs({ outcome, retried, expression: settings.retryDelay, now }) * scale);
  return [
    ["messages", message.id, { ...message, state: "RETRY", retried: retried + 1, dueAt }],
    store.logged(logEntry(message, "ERROR", now, problemOf(outcome))),
    store.logged(logEntry(message, "RETRY", now, { nextDeliveryTime: dueAt })),
  ];
}

const fail = (store: Store, message: Message, outcome: Outcome, now: number): Change<Shape>[] => [
  store.logged(logEntry(message, "ERROR", now, problemOf(outcome))),
  ...finish(store, message, "FAILED", now),
];

function problemOf({ status, error, body }: Outcome) {
  if (status === undefined) return { error: error ?? "no response" };
  return { responseStatus: status, error: body.toString("utf8", 0, 1_024) };
}

function deadLetter(store: Store, message: Message, outcome: Outcome, now: number): DeadLetter {
  const { status = 0, headers, error, body } = outcome;
  return {
    id: `${now}-${message.seq}`,
    message: { ...message, state: "FAILED", finishedAt: now },
    body: store.bodies.get(message.id) ?? "",
    response: { status, headers, body: (error === undefined ? body : Buffer.from(error)).toString("base64") },
  };
}
