import { z } from "zod";
import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import { type Accepted, type Draft, planAccept } from "@/local/qstash/accept";
import { type Context, clockOf } from "@/local/qstash/context";
import { limits } from "@/local/qstash/limits";
import { decoded, parseJson, settingHeaders } from "@/local/qstash/read-request";
import { route } from "@/local/qstash/route";
import type { Headers } from "@/local/qstash/settings";
import { createSchedule } from "./schedules";

export const publishRoutes = [
  route("POST", /^\/v2\/publish\/(.+)$/, (context, request, [url = ""]) =>
    request.headers["upstash-cron"] ? createSchedule(context, request, url) : publishOne(context, request, { url }),
  ),
  route("POST", /^\/v2\/enqueue\/([^/]+)\/(.+)$/, (context, request, [queue = "", url = ""]) =>
    publishOne(context, request, { url, queue: decoded(queue) }),
  ),
  route("POST", /^\/v2\/batch$/, publishBatch),
];

function publishOne(context: Context, request: Request, to: { url: string; queue?: string }) {
  const draft = { ...to, headers: settingHeaders(request), body: request.body, callerIp: request.from };
  const published = accept(context, [draft]);
  return Array.isArray(published) ? reply(published[0]) : published;
}

/** 202 says that the message was known already; everything else about the answer is the same. */
const reply = (accepted: Accepted | undefined): Answer => answer(accepted, accepted?.deduplicated ? 202 : 200);

const batchSchema = z
  .array(
    z.object({
      destination: z.string(),
      headers: z.record(z.string(), z.string()).default({}),
      body: z.string().default(""),
      queue: z.string().optional(),
    }),
  )
  .min(1)
  .max(limits.batchMessagesMax);

function publishBatch(context: Context, request: Request): Answer {
  const parsed = batchSchema.safeParse(parseJson(request.body));
  if (!parsed.success) return refuse(400, `invalid batch: ${z.prettifyError(parsed.error)}`).answer;
  const drafts = parsed.data.map(({ destination, headers, body, queue }) => ({
    url: destination,
    headers: lowerCased(headers),
    body: Buffer.from(body),
    callerIp: request.from,
    queue,
  }));
  const published = accept(context, drafts);
  return Array.isArray(published) ? answer(published) : published;
}

/** Acknowledged means committed: the answer is made after the journal has all of it. */
function accept(context: Context, drafts: Draft[]): Accepted[] | Answer {
  const plan = planAccept(context.store, drafts, clockOf(context));
  if (!plan.ok) return plan.answer;
  context.store.commit(plan.value.changes);
  context.dispatcher.add(plan.value.messages);
  return plan.value.accepted;
}

const lowerCased = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
