import { z } from "zod";
import { line } from "@/lib/core/text";
import { moment } from "@/lib/core/time";
import { eventCursor } from "./event-cursor";

const limitMax = 100;

/** What a listing may be asked for, as the query of `GET /events`. */
export const eventQuery = z
  .object({
    q: line(100),
    city: line(80),
    category: line(40).toLowerCase(),
    from: moment,
    to: moment,
    sort: z.enum(["startsAt", "-startsAt"]),
    cursor: eventCursor,
    limit: z.coerce.number().int().min(1).max(limitMax),
  })
  .partial();
export type EventQuery = z.output<typeof eventQuery>;
