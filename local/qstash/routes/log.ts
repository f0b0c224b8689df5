import { answer } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "@/local/qstash/context";
import { matcher, subjectOfLogEntry } from "@/local/qstash/filter";
import type { LogEntry } from "@/local/qstash/model";
import { pageOf } from "@/local/qstash/page";
import { route } from "@/local/qstash/route";

export const logRoutes = [
  route("GET", /^\/v2\/events(?:\?.*)?$/, (context, request) => {
    const { items, cursor } = select(context, request);
    return answer({ events: items, ...cursor });
  }),
  route("GET", /^\/v2\/logs(?:\?.*)?$/, (context, request) => {
    const { items, cursor } = select(context, request);
    return answer({ logs: items, ...cursor });
  }),
];

/** Newest first. */
function select({ store }: Context, { query }: Request) {
  const matches = matcher(query);
  const entries = [...store.log].reverse().filter(([, entry]) => matches(subjectOfLogEntry(entry)));
  const { items, cursor } = pageOf(entries, query);
  return { items: items.map(view), cursor: cursor ? { cursor } : {} };
}

const view = ({ labels, ...entry }: LogEntry) => ({
  ...entry,
  ...(labels.length > 0 ? { label: labels[0], labels } : {}),
});
