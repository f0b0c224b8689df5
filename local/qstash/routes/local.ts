import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "@/local/qstash/context";
import { matcher, subjectOfMessage } from "@/local/qstash/filter";
import type { Message } from "@/local/qstash/model";
import { parseJson } from "@/local/qstash/read-request";
import { route } from "@/local/qstash/route";

const bodyShownMax = 4_096;

/** The platform's own window and switches; no token, as everything here is on loopback. */
export const localRoutes = [
  route("GET", /^\/_local\/health$/, () => answer({ ready: true })),
  route("GET", /^\/_local\/messages(?:\?.*)?$/, showMessages),
  route("POST", /^\/_local\/pause$/, (context, request) => flip(context, request, true)),
  route("POST", /^\/_local\/resume$/, (context, request) => flip(context, request, false)),
];

const switchesSchema = z
  .object({ schedules: z.boolean().default(false), deliveries: z.boolean().default(false) })
  .refine(({ schedules, deliveries }) => schedules || deliveries, "name schedules, deliveries or both");

function flip({ store, dispatcher }: Context, request: Request, paused: boolean): Answer {
  const parsed = switchesSchema.safeParse(parseJson(request.body));
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error)).answer;
  const switches = { schedulesPaused: false, deliveriesPaused: false, ...store.switches.get("only") };
  if (parsed.data.schedules) switches.schedulesPaused = paused;
  if (parsed.data.deliveries) switches.deliveriesPaused = paused;
  store.commit([["switches", "only", switches]]);
  dispatcher.pump();
  return answer(switches);
}

/** Every message that is still kept, newest first; the vendor's filters (`messageId`, `label`, `state`, …) narrow it. */
function showMessages({ store }: Context, { query }: Request): Answer {
  const matches = matcher(query);
  const found = [...store.messages.values()]
    .filter((message) => matches({ ...subjectOfMessage(message), state: message.state }))
    .reverse();
  return answer({
    messages: found.map((message) => view(message, store.bodies.get(message.id))),
    pending: store.pending().messages,
  });
}

function view(message: Message, base64 = "") {
  const { settings, place, published, bytes, ...rest } = message;
  const body = Buffer.from(base64, "base64");
  return {
    ...rest,
    messageId: message.id,
    method: settings.method,
    maxRetries: settings.retries,
    deduplicationId: settings.deduplicationId,
    labels: settings.labels,
    queueName: place?.queue,
    ...(isUtf8(body) && body.length <= bodyShownMax ? { body: body.toString("utf8") } : { bodyBytes: bytes }),
  };
}
