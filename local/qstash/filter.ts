import type { LogEntry, Message } from "./model";

type Subject = {
  messageId: string;
  url: string;
  createdAt: number;
  labels: string[];
  callerIp?: string;
  queueName?: string | undefined;
  scheduleId?: string | undefined;
  flowControlKey?: string | undefined;
  responseStatus?: number | undefined;
  state?: string;
};

export const subjectOfMessage = (message: Message): Subject => ({
  messageId: message.id,
  url: message.url,
  createdAt: message.createdAt,
  labels: message.settings.labels,
  callerIp: message.callerIp,
  queueName: message.place?.queue,
  scheduleId: message.scheduleId,
  flowControlKey: message.settings.flow?.key,
});

export const subjectOfLogEntry = ({ time, ...entry }: LogEntry): Subject => ({ ...entry, createdAt: time });

/** The query's filters: any of the values of one name, all of the names. */
export function matcher(query: URLSearchParams): (subject: Subject) => boolean {
  const values = (name: string) => query.getAll(name).flatMap((value) => [value, ...value.split(",")]);
  const anyOf = (name: string, of: (subject: Subject) => (string | undefined)[]) => {
    const wanted = values(name);
    return (subject: Subject) => wanted.length === 0 || of(subject).some((value) => value && wanted.includes(value));
  };
  const from = Number(query.get("fromDate") ?? 0);
  const to = Number(query.get("toDate") ?? Number.POSITIVE_INFINITY);
  const tests = [
    anyOf("messageIds", ({ messageId }) => [messageId]),
    anyOf("messageId", ({ messageId }) => [messageId]),
    anyOf("url", ({ url }) => [url]),
    anyOf("host", ({ url }) => [new URL(url).host, new URL(url).hostname]),
    anyOf("path", ({ url }) => [new URL(url).pathname]),
    anyOf("label", ({ labels }) => labels),
    anyOf("queueName", ({ queueName }) => [queueName]),
    anyOf("scheduleId", ({ scheduleId }) => [scheduleId]),
    anyOf("flowControlKey", ({ flowControlKey }) => [flowControlKey]),
    anyOf("callerIp", ({ callerIp }) => [callerIp]),
    anyOf("topicName", () => []),
    anyOf("responseStatus", ({ responseStatus }) => [responseStatus?.toString()]),
    anyOf("state", ({ state }) => (inProgress.has(state ?? "") ? [state, "IN_PROGRESS"] : [state])),
    ({ createdAt }: Subject) => createdAt >= from && createdAt <= to,
  ];
  return (subject) => tests.every((test) => test(subject));
}

const inProgress = new Set(["ACTIVE", "RETRY", "ERROR"]);
