import { isUtf8 } from "node:buffer";
import type { DeadLetter, Message, Schedule, Settings } from "./model";

const capitalised = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

export const headerView = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [capitalised(name), [value]]));

/** Text as text, anything else in base64, under two names as the vendor has it. */
function bodyView(base64: string, text: string, binary: string) {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length === 0) return {};
  return isUtf8(bytes) ? { [text]: bytes.toString("utf8") } : { [binary]: base64 };
}

function settingsView(settings: Settings) {
  const { flow, labels } = settings;
  return {
    method: settings.method,
    header: headerView(settings.forward),
    callback: settings.callback,
    failureCallback: settings.failureCallback,
    retryDelayExpression: settings.retryDelay,
    ...(labels.length > 0 ? { label: labels[0], labels } : {}),
    ...(flow
      ? {
          flowControlKey: flow.key,
          parallelism: flow.parallelism,
          rate: flow.rate,
          ...(flow.rate ? { period: (flow.periodMs ?? 1_000) / 1_000 } : {}),
        }
      : {}),
  };
}

export const messageView = (message: Message, body: string) => ({
  messageId: message.id,
  url: message.url,
  ...settingsView(message.settings),
  ...bodyView(body, "body", "bodyBase64"),
  maxRetries: message.settings.retries,
  notBefore: message.dueAt,
  createdAt: message.createdAt,
  callerIP: message.callerIp,
  queueName: message.place?.queue,
  scheduleId: message.scheduleId,
});

export const deadLetterView = ({ id, message, body, response }: DeadLetter) => ({
  dlqId: id,
  ...messageView(message, body),
  responseStatus: response.status,
  responseHeader: response.headers,
  ...bodyView(response.body, "responseBody", "responseBodyBase64"),
});

export const scheduleView = (schedule: Schedule, lastState: Message["state"] | undefined) => ({
  scheduleId: schedule.id,
  cron: schedule.cron,
  destination: schedule.url,
  ...settingsView(schedule.settings),
  ...bodyView(schedule.body, "body", "bodyBase64"),
  retries: schedule.settings.retries,
  delay: schedule.settings.delayMs / 1_000,
  createdAt: schedule.createdAt,
  callerIP: schedule.callerIp,
  isPaused: schedule.paused,
  queueName: schedule.queue,
  lastScheduleTime: schedule.lastAt,
  nextScheduleTime: schedule.dueAt,
  ...(schedule.lastMessageId ? { lastScheduleStates: { [schedule.lastMessageId]: outcomeOf(lastState) } } : {}),
});

const outcomeOf = (state: Message["state"] | undefined) =>
  state === undefined || state === "DELIVERED"
    ? "SUCCESS"
    : state === "FAILED" || state === "CANCELED"
      ? "FAIL"
      : "IN_PROGRESS";
