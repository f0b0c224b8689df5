import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import { planAccept } from "@/local/qstash/accept";
import { type Context, clockOf } from "@/local/qstash/context";
import { matcher, subjectOfMessage } from "@/local/qstash/filter";
import type { DeadLetter } from "@/local/qstash/model";
import { type Page, pageOf } from "@/local/qstash/page";
import { settingHeaders } from "@/local/qstash/read-request";
import { route } from "@/local/qstash/route";
import type { Shape } from "@/local/qstash/store";
import { deadLetterView } from "@/local/qstash/view";
import type { Change } from "@/local/storage/journal";

export const deadLetterRoutes = [
  route("GET", /^\/v2\/dlq(?:\?.*)?$/, ({ store }, { query }) => {
    const { items, cursor } = select({ store }, query);
    return answer({ messages: items.map(deadLetterView), ...(cursor ? { cursor } : {}) });
  }),
  route("DELETE", /^\/v2\/dlq(?:\?.*)?$/, ({ store }, { query }) => {
    const { items, cursor } = select({ store }, query);
    store.commit(items.map(({ id }) => ["deadLetters", id, null]));
    return answer({ deleted: items.length, ...(cursor ? { cursor } : {}) });
  }),
  route("POST", /^\/v2\/dlq\/retry(?:\?.*)?$/, (context, request) => {
    const page = select(context, request.query);
    const unknown = request.query.getAll("dlqIds").find((id) => !context.store.deadLetters.has(id));
    return unknown ? notFound(unknown) : republish(context, request, page);
  }),
  route("POST", /^\/v2\/dlq\/retry\/([^/?]+)$/, (context, request, [id = ""]) => {
    const letter = context.store.deadLetters.get(id);
    return letter ? republish(context, request, { items: [letter] }, true) : notFound(id);
  }),
  route("GET", /^\/v2\/dlq\/([^/?]+)$/, ({ store }, _request, [id = ""]) => {
    const letter = store.deadLetters.get(id);
    return letter ? answer(deadLetterView(letter)) : notFound(id);
  }),
  route("DELETE", /^\/v2\/dlq\/([^/?]+)$/, ({ store }, _request, [id = ""]) => {
    if (!store.deadLetters.has(id)) return notFound(id);
    store.commit([["deadLetters", id, null]]);
    return answer(undefined);
  }),
];

/** Newest first. Given ids rule out every other filter. */
function select({ store }: Pick<Context, "store">, query: URLSearchParams): Page<DeadLetter> {
  const ids = query.getAll("dlqIds").flatMap((value) => value.split(","));
  const matches = matcher(query);
  const entries = [...store.deadLetters].reverse().filter(([id, letter]) => {
    if (ids.length > 0) return ids.includes(id);
    return matches({ ...subjectOfMessage(letter.message), responseStatus: letter.response.status });
  });
  return pageOf(entries, query);
}

/** New messages like the dead ones, configured by this request's headers where it has any; the dead ones go. */
function republish(context: Context, request: Request, page: Page<DeadLetter>, single = false): Answer {
  const { store, dispatcher } = context;
  const drafts = page.items.map(({ message, body }) => ({
    url: message.url,
    headers: { ...withoutWaiting(message.published), ...upstashHeaders(request) },
    body: Buffer.from(body, "base64"),
    callerIp: message.callerIp,
    queue: message.callbackOf === undefined ? message.place?.queue : undefined,
    ...(message.scheduleId ? { scheduleId: message.scheduleId } : {}),
  }));
  const plan = planAccept(store, drafts, clockOf(context));
  if (!plan.ok) return plan.answer;
  const removed = page.items.map(({ id }): Change<Shape> => ["deadLetters", id, null]);
  store.commit([...plan.value.changes, ...removed]);
  dispatcher.add(plan.value.messages);
  const cursor = page.cursor ? { cursor: page.cursor } : {};
  return single ? answer(plan.value.accepted[0], 201) : answer({ responses: plan.value.accepted, ...cursor }, 201);
}

function withoutWaiting(headers: Record<string, string>) {
  const spent = /^upstash-(delay|not-before|deduplication-id|content-based-deduplication|cron)$/;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !spent.test(name)));
}

const upstashHeaders = (request: Request) =>
  Object.fromEntries(Object.entries(settingHeaders(request)).filter(([name]) => name !== "content-type"));

const notFound = (id: string) => refuse(404, `message ${id} not found in the dead letter queue`).answer;
