import { randomBytes } from "node:crypto";
import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import { type Context, clockOf } from "@/local/qstash/context";
import { nextCron } from "@/local/qstash/cron";
import { readDestination } from "@/local/qstash/destination";
import { limits } from "@/local/qstash/limits";
import type { Schedule } from "@/local/qstash/model";
import { readQueueName } from "@/local/qstash/queue";
import { settingHeaders } from "@/local/qstash/read-request";
import { route } from "@/local/qstash/route";
import { firstTime } from "@/local/qstash/scheduler";
import { readSettings } from "@/local/qstash/settings";
import { scheduleView } from "@/local/qstash/view";

export const scheduleRoutes = [
  route("GET", /^\/v2\/schedules$/, (context) =>
    answer([...context.store.schedules.values()].map((schedule) => view(context, schedule))),
  ),
  route("GET", /^\/v2\/schedules\/([^/]+)$/, (context, _request, [id = ""]) => {
    const schedule = context.store.schedules.get(id);
    return schedule ? answer(view(context, schedule)) : notFound(id);
  }),
  route("DELETE", /^\/v2\/schedules\/([^/]+)$/, ({ store }, _request, [id = ""]) => {
    if (!store.schedules.has(id)) return notFound(id);
    store.commit([["schedules", id, null]]);
    return answer(undefined);
  }),
  route("PATCH", /^\/v2\/schedules\/([^/]+)\/(pause|resume)$/, setPaused),
  route("POST", /^\/v2\/schedules\/([^/]+)\/(pause|resume)$/, setPaused),
  route("POST", /^\/v2\/schedules\/(.+)$/, (context, request, [url = ""]) => createSchedule(context, request, url)),
];

/** Creates the schedule, or gives an existing id its new settings. */
export function createSchedule(context: Context, request: Request, destination: string): Answer {
  const { store, scheduler } = context;
  const headers = settingHeaders(request);
  const { now, scale } = clockOf(context);

  const cron = headers["upstash-cron"] ?? "";
  if (nextCron(cron, now) === undefined) return refuse(400, `invalid cron: ${cron}`).answer;
  const id = headers["upstash-schedule-id"] ?? `scd_${randomBytes(16).toString("hex")}`;
  if (!/^[A-Za-z0-9._-]{1,256}$/.test(id)) {
    return refuse(400, "schedule id can only contain alphanumeric characters, hyphens, periods and underscores").answer;
  }
  const known = store.schedules.get(id);
  if (!known && store.schedules.size >= limits.schedulesMax) return refuse(412, "too many schedules").answer;
  const url = readDestination(destination);
  if (!url.ok) return url.answer;
  const settings = readSettings(headers);
  if (!settings.ok) return settings.answer;
  const queue = headers["upstash-queue-name"];
  const queueName = queue === undefined ? undefined : readQueueName(store, queue);
  if (queueName && !queueName.ok) return queueName.answer;
  if (request.body.length > limits.bodyBytesMax) return refuse(413, "message body is too large").answer;

  const schedule: Schedule = {
    id,
    cron,
    url: url.value,
    published: headers,
    settings: settings.value,
    body: request.body.toString("base64"),
    ...(queue === undefined ? {} : { queue }),
    paused: known?.paused ?? false,
    createdAt: known?.createdAt ?? now,
    callerIp: request.from,
    ...firstTime(cron, now, scale),
  };
  store.commit([["schedules", id, schedule]]);
  scheduler.look();
  return answer({ scheduleId: id });
}

function setPaused({ store }: Context, _request: Request, [id = "", action]: string[]): Answer {
  const schedule = store.schedules.get(id);
  if (!schedule) return notFound(id);
  store.commit([["schedules", id, { ...schedule, paused: action === "pause" }]]);
  return answer(undefined);
}

const view = ({ store }: Context, schedule: Schedule) =>
  scheduleView(schedule, store.messages.get(schedule.lastMessageId ?? "")?.state);

const notFound = (id: string) => refuse(404, `schedule ${id} not found`).answer;
