import { z } from "zod";

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535),
  STATE_DIR: z.string().min(1),
  QSTASH_TOKEN: z.string().min(1),
  QSTASH_CURRENT_SIGNING_KEY: z.string().min(1),
  QSTASH_NEXT_SIGNING_KEY: z.string().min(1),
  /**
   * Shortens every wait of QStash's own by this factor: delays, not-before, retry backoffs, Retry-After, cron periods,
   * flow-control periods and the memory of deduplication ids. 0.05 is 20x faster. Delivery time-outs and the life of a
   * signature stay real, because the receiver's clock does.
   */
  QSTASH_TIME_SCALE: z.coerce.number().positive().max(1).default(1),
});

export type Config = z.output<typeof schema>;

export function readConfig(): Config {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) throw new Error(`QStash cannot start:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
