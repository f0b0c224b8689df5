import { z } from "zod";
import type { Search } from "@/components/event/search";
import { inReach } from "@/lib/core/time";
import { type EventSearch, spans } from "@/lib/events/event-filters";
import { eventQuery } from "@/lib/events/event-query";

export type RawQuery = Record<string, string | string[] | undefined>;

const pageLength = 24;
const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => value || undefined)
    .optional()
    .catch(undefined);
const day = z.iso
  .date()
  .refine((text) => inReach(new Date(text)))
  .optional()
  .catch(undefined);
const span = z.enum(spans).optional().catch(undefined);
const shape = z.object({
  ...{ q: text(100), city: text(80), category: text(40) },
  ...{ when: span, from: day, to: day, cursor: text(200) },
});

/** What the address asks for; a value that makes no sense counts as not given. */
export const readSearch = (raw: RawQuery): Search => shape.parse(raw);

/** The same as the domain is asked. Only what is still to come; days and spans are meant where the event is. */
export function searchOf({ from: firstDay, to: lastDay, when, ...words }: Search, now: Date): EventSearch {
  const given = Object.entries(words).filter(([, value]) => value);
  const query = eventQuery.safeParse({ ...Object.fromEntries(given), limit: pageLength });
  // What no event could match, such as a cursor that was cut off, is left out.
  const asked = query.success ? query.data : { limit: pageLength };
  return { ...asked, from: now, firstDay, lastDay, span: when };
}
