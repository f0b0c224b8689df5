import { z } from "zod";

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2100, 0);

/** Whether a time can be meant at all; years far off are spelled in ways that other programs refuse. */
export const inReach = (time: Date) => time.getTime() >= earliest && time.getTime() < latest;

/** A moment with its zone, as ISO 8601. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(inReach, "Between 2000 and 2100");
