import { CronExpressionParser } from "cron-parser";

/** When the cron fires next after a moment; undefined when it is no cron of ours: five fields, with or without a zone. */
export function nextCron(cron: string, after: number): number | undefined {
  const [, zone = "UTC", fields = ""] = /^(?:CRON_TZ=(\S+)\s+)?(.*)$/.exec(cron.trim()) ?? [];
  if (fields.split(/\s+/).length !== 5) return undefined;
  try {
    return CronExpressionParser.parse(fields, { tz: zone, currentDate: new Date(after) })
      .next()
      .getTime();
  } catch {
    return undefined;
  }
}
