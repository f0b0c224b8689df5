import type { Draft } from "./accept";
import type { Message, Outcome } from "./model";
import { callbackHeaders } from "./settings";
import type { Store } from "./store";
import { headerView } from "./view";

type Kind = "upstash-callback" | "upstash-failure-callback";

/** The message that tells a callback URL what an attempt, or the last attempt, came to. */
export function callbackDraft(store: Store, message: Message, outcome: Outcome, kind: Kind, dlqId?: string): Draft {
  const { settings } = message;
  const url = kind === "upstash-callback" ? settings.callback : settings.failureCallback;
  const report = {
    status: outcome.status ?? 0,
    header: outcome.headers,
    body: (outcome.error === undefined ? outcome.body : Buffer.from(outcome.error)).toString("base64"),
    retried: message.retried,
    maxRetries: settings.retries,
    ...(dlqId === undefined ? {} : { dlqId }),
    sourceMessageId: message.id,
    url: message.url,
    method: settings.method,
    sourceHeader: headerView(settings.forward),
    sourceBody: store.bodies.get(message.id) ?? "",
    notBefore: message.dueAt,
    createdAt: message.createdAt,
    ...(message.scheduleId === undefined ? {} : { scheduleId: message.scheduleId }),
    callerIP: message.callerIp,
  };
  return {
    url: url ?? "",
    headers: { "content-type": "application/json", ...callbackHeaders(message.published, kind) },
    body: Buffer.from(JSON.stringify(report)),
    callerIp: message.callerIp,
    about: message,
    retriesDefault: settings.retries,
  };
}
