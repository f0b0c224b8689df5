export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a flow-control header says about its key. */
export type FlowRule = { key: string; parallelism?: number; rate?: number; periodMs?: number };

/** A message's Upstash-* headers, understood. */
export type Settings = {
  method: Method;
  /** Headers for the receiver, by lower-case name. */
  forward: Record<string, string>;
  retries: number;
  retryDelay?: string;
  delayMs: number;
  notBefore?: number;
  timeoutMs: number;
  deduplicationId?: string;
  contentBased: boolean;
  callback?: string;
  failureCallback?: string;
  flow?: FlowRule;
  labels: string[];
};

export type Attempt = { at: number; ms: number; status?: number; error?: string };

export type MessageState = "CREATED" | "ACTIVE" | "RETRY" | "DELIVERED" | "FAILED" | "CANCELED";

export type Message = {
  id: string;
  /** Order of acceptance; queues deliver by it. */
  seq: number;
  url: string;
  /** Upstash-* and Content-Type as published: callbacks and a retry from the DLQ read them again. */
  published: Record<string, string>;
  settings: Settings;
  bytes: number;
  state: MessageState;
  createdAt: number;
  dueAt: number;
  retried: number;
  attempts: Attempt[];
  callerIp: string;
  /** The queue and the place in it: a callback keeps the place of the message it reports on. */
  place?: { queue: string; root: string };
  scheduleId?: string;
  callbackOf?: string;
  finishedAt?: number;
};

/** What came of one attempt: an HTTP response, or an error and no status. */
export type Outcome = {
  ms: number;
  status?: number;
  error?: string;
  headers: Record<string, string[]>;
  body: Buffer;
};

export type Response = { status: number; headers: Record<string, string[]>; body: string };

export type DeadLetter = { id: string; message: Message; body: string; response: Response };

export type Queue = { name: string; parallelism: number; paused: boolean; createdAt: number; updatedAt: number };

export type Schedule = {
  id: string;
  cron: string;
  url: string;
  published: Record<string, string>;
  settings: Settings;
  body: string;
  queue?: string;
  paused: boolean;
  createdAt: number;
  callerIp: string;
  /** When it fires next, on this machine's clock and on the cron's; the same unless time is scaled. */
  dueAt: number;
  cronAt: number;
  lastAt?: number;
  lastMessageId?: string;
};

export type Flow = {
  key: string;
  parallelism?: number;
  rate?: number;
  periodMs: number;
  paused: boolean;
  pinnedParallelism: boolean;
  pinnedRate: boolean;
};

export type LogEntry = {
  time: number;
  state: MessageState | "ERROR";
  messageId: string;
  url: string;
  method: Method;
  labels: string[];
  queueName?: string;
  scheduleId?: string;
  flowControlKey?: string;
  nextDeliveryTime?: number;
  responseStatus?: number;
  error?: string;
};

export const isPending = (message: Message) =>
  message.state === "CREATED" || message.state === "ACTIVE" || message.state === "RETRY";
