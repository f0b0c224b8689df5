import { z } from "zod";
import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "@/local/qstash/context";
import { limits } from "@/local/qstash/limits";
import type { Queue } from "@/local/qstash/model";
import { queueView, readQueueName, waitingIn } from "@/local/qstash/queue";
import { parseJson } from "@/local/qstash/read-request";
import { route } from "@/local/qstash/route";
import { cancel } from "./messages";

export const queueRoutes = [
  route("GET", /^\/v2\/queues\/?$/, ({ store }) =>
    answer([...store.queues.values()].map((queue) => queueView(store, queue))),
  ),
  route("POST", /^\/v2\/queues\/?$/, upsert),
  route("GET", /^\/v2\/queues\/([^/]+)$/, ({ store }, _request, [name = ""]) => {
    const valid = readQueueName(store, name);
    if (!valid.ok) return valid.answer;
    const queue = store.queues.get(name);
    return queue ? answer(queueView(store, queue)) : notFound(name);
  }),
  route("DELETE", /^\/v2\/queues\/([^/]+)$/, (context, _request, [name = ""]) => {
    cancel(context, waitingIn(context.store, name));
    context.store.commit([["queues", name, null]]);
    return answer(undefined);
  }),
  route("POST", /^\/v2\/queues\/([^/]+)\/(pause|resume)$/, (context, _request, [name = "", action]) => {
    const valid = readQueueName(context.store, name);
    if (!valid.ok) return valid.answer;
    const queue = context.store.queues.get(name);
    return queue ? save(context, { ...queue, paused: action === "pause" }) : notFound(name);
  }),
];

const upsertSchema = z.object({
  queueName: z.string(),
  parallelism: z.number().int().min(1).default(1),
  paused: z.boolean().optional(),
});

function upsert(context: Context, request: Request): Answer {
  const parsed = upsertSchema.safeParse(parseJson(request.body));
  if (!parsed.success) return refuse(400, `invalid queue: ${z.prettifyError(parsed.error)}`).answer;
  const { queueName, parallelism, paused } = parsed.data;
  if (parallelism > limits.queueParallelismMax) return refuse(412, "too much parallelism for a queue").answer;
  const name = readQueueName(context.store, queueName);
  if (!name.ok) return name.answer;
  const known = context.store.queues.get(name.value);
  return save(context, {
    name: name.value,
    parallelism,
    paused: paused ?? known?.paused ?? false,
    createdAt: known?.createdAt ?? Date.now(),
    updatedAt: Date.now(),
  });
}

function save({ store, dispatcher }: Context, queue: Queue): Answer {
  store.commit([["queues", queue.name, { ...queue, updatedAt: Date.now() }]]);
  dispatcher.pump();
  return answer(undefined);
}

const notFound = (name: string) => refuse(404, `queue ${name} not found`).answer;
