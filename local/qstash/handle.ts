import { createHash, timingSafeEqual } from "node:crypto";
import { visitHolds } from "@/local/hold-points/doors";
import { type Answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "./context";
import { limits } from "./limits";
import type { Route } from "./route";
import { deadLetterRoutes } from "./routes/dead-letters";
import { flowControlRoutes } from "./routes/flow-control";
import { keyRoutes } from "./routes/keys";
import { localRoutes } from "./routes/local";
import { logRoutes } from "./routes/log";
import { messageRoutes } from "./routes/messages";
import { publishRoutes } from "./routes/publish";
import { queueRoutes } from "./routes/queues";
import { scheduleRoutes } from "./routes/schedules";

const routes: Route[] = [
  ...localRoutes,
  ...publishRoutes,
  ...messageRoutes,
  ...queueRoutes,
  ...scheduleRoutes,
  ...deadLetterRoutes,
  ...flowControlRoutes,
  ...logRoutes,
  ...keyRoutes,
];

/** Every request comes through here, once. */
export function handle(context: Context, request: Request): Answer | Promise<Answer> {
  const { method, target, path, body } = request;
  if (path.startsWith("/_local/")) {
    return visitHolds(context.points, method, path, body) ?? routed(context, request);
  }
  if (!isAuthorized(request, context.config.QSTASH_TOKEN)) return refuse(401, "invalid token").answer;
  return context.points.pass(
    () => `${method} ${target} ${body}`,
    async () => routed(context, request),
  );
}

function routed(context: Context, request: Request): Answer {
  if (request.path !== "/v2/batch" && request.body.length > limits.bodyBytesMax) {
    return refuse(413, `message body is larger than ${limits.bodyBytesMax} bytes`).answer;
  }
  for (const { method, path, handle: run } of routes) {
    const found = request.method === method ? path.exec(request.target) : null;
    if (found) return run(context, request, found.slice(1));
  }
  return refuse(404, `no such endpoint: ${request.method} ${request.path}`).answer;
}

const digest = (text: string) => createHash("sha256").update(text).digest();

function isAuthorized(request: Request, token: string) {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(given), digest(token));
}
