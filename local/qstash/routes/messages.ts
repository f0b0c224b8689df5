import { answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "@/local/qstash/context";
import { matcher, subjectOfMessage } from "@/local/qstash/filter";
import { logEntry } from "@/local/qstash/log-entry";
import { isPending, type Message } from "@/local/qstash/model";
import { route } from "@/local/qstash/route";
import { messageView } from "@/local/qstash/view";

export const messageRoutes = [
  route("GET", /^\/v2\/messages\/([^/?]+)$/, ({ store }, _request, [id = ""]) => {
    const message = store.messages.get(id);
    // The vendor removes a message shortly after it is delivered, so nothing may rely on finding one.
    if (!message || !isPending(message)) return notFound(id);
    return answer(messageView(message, store.bodies.get(id) ?? ""));
  }),
  route("DELETE", /^\/v2\/messages\/([^/?]+)$/, (context, _request, [id = ""]) => {
    const message = context.store.messages.get(id);
    if (!message || !isPending(message)) return notFound(id);
    cancel(context, [message]);
    return answer({ cancelled: 1 }, 202);
  }),
  route("DELETE", /^\/v2\/messages(?:\?.*)?$/, cancelMatching),
];

function cancelMatching(context: Context, request: Request) {
  const matches = matcher(request.query);
  const found = [...context.store.messages.values()].filter(
    (message) => isPending(message) && matches(subjectOfMessage(message)),
  );
  cancel(context, found);
  return answer({ cancelled: found.length }, 202);
}

/** No further attempt. One that is under way is too late to stop; if it succeeds the message counts as delivered. */
export function cancel({ store, lanes, dispatcher }: Context, messages: Message[]) {
  const now = Date.now();
  store.commit(
    messages.flatMap((message) => [
      ["messages", message.id, { ...message, state: "CANCELED", finishedAt: now }] as const,
      store.logged(logEntry(message, "CANCELED", now)),
    ]),
  );
  for (const message of messages) if (message.state !== "ACTIVE") lanes.done(message);
  dispatcher.pump();
}

const notFound = (id: string) => refuse(404, `message ${id} not found`).answer;
