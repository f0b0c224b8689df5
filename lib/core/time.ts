import { z } from "zod";

const earliest = Date.UTC(2000, 0);
const latest = Date.UTC(2100, 0);

/** A moment with its zone, as ISO 8601. */
export const moment = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() >= earliest && time.getTime() < latest, "Between 2000 and 2100");
