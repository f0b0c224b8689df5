import { z } from "zod";
import type { Search } from "@/components/event/search-form";
import { type EventQuery, eventQuery } from "@/lib/events/list-events";

export type RawQuery = Record<string, string | string[] | undefined>;

const dayMs = 24 * 60 * 60 * 1000;
const text = z
  .string()
  .trim()
  .max(100)
  .catch("")
  .transform((value) => value || undefined);
const day = z.iso.date().optional().catch(undefined);
const shape = z.object({ q: text, city: text, category: text, from: day, to: day });

/** What the address asks for; a value that makes no sense counts as not given. */
export function readSearch(raw: RawQuery): Search {
  return shape.parse(Object.fromEntries(Object.keys(shape.shape).map((name) => [name, raw[name] ?? ""])));
}

/** Days are meant where the event is: half a day more on each side never hides one. */
export function queryOf({ from, to, ...words }: Search, now: Date): EventQuery {
  const earliest = from ? new Date(Date.parse(from) - dayMs / 2) : now;
  return eventQuery.parse({
    ...Object.fromEntries(Object.entries(words).filter(([, value]) => value)),
    from: (earliest > now ? earliest : now).toISOString(),
    ...(to && { to: new Date(Date.parse(to) + 1.5 * dayMs).toISOString() }),
    limit: 60,
  });
}
