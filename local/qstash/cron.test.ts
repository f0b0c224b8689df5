import { expect, test } from "vitest";
import { nextCron } from "./cron";

const next = (cron: string, after: string) => {
  const at = nextCron(cron, Date.parse(after));
  return at === undefined ? undefined : new Date(at).toISOString();
};

test("the next time is after the moment, never at it, in UTC", () => {
  expect(next("* * * * *", "2026-11-22T10:00:00Z")).toBe("2026-11-22T10:01:00.000Z");
  expect(next("*/5 9 * * *", "2026-11-22T09:58:00Z")).toBe("2026-11-23T09:00:00.000Z");
});

test("a zone moves the time", () => {
  expect(next("CRON_TZ=America/New_York 0 9 * * *", "2026-11-22T10:00:00Z")).toBe("2026-11-22T14:00:00.000Z");
});

test.each(["", "* * *", "* * * * * *", "@hourly", "61 * * * *", "CRON_TZ=Nowhere/Here * * * * *"])(
  "%j is refused",
  (cron) => {
    expect(nextCron(cron, 0)).toBeUndefined();
  },
);
