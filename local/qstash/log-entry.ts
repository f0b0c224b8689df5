import type { LogEntry, Message } from "./model";

type Detail = Pick<LogEntry, "nextDeliveryTime" | "responseStatus" | "error">;

export function logEntry(message: Message, state: LogEntry["state"], time: number, detail: Detail = {}): LogEntry {
  const { settings, place, scheduleId } = message;
  return {
    time,
    state,
    messageId: message.id,
    url: message.url,
    method: settings.method,
    labels: settings.labels,
    ...(place ? { queueName: place.queue } : {}),
    ...(scheduleId ? { scheduleId } : {}),
    ...(settings.flow ? { flowControlKey: settings.flow.key } : {}),
    ...detail,
  };
}
