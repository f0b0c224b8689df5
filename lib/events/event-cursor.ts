import { and, eq, gt, lt, or } from "drizzle-orm";
import { z } from "zod";
import { events } from "@/db/schema/events";
import { moment } from "@/lib/core/time";

const position = z.tuple([moment, z.uuid()]);
type Position = z.output<typeof position>;

/** Where a listing by start goes on. */
export const eventCursor = z
  .string()
  .max(200)
  .transform((text, context): Position => {
    try {
      return position.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    } catch {
      context.issues.push({ code: "custom", message: "Not a cursor of ours", input: text });
      return z.NEVER;
    }
  });

export const writeCursor = ({ startsAt, id }: { startsAt: Date; id: string }) =>
  Buffer.from(JSON.stringify([startsAt, id])).toString("base64url");

/** What comes after that place; `backwards` where the latest comes first. */
export function afterPosition([startsAt, id]: Position, backwards: boolean) {
  const beyond = backwards ? lt : gt;
  return or(beyond(events.startsAt, startsAt), and(eq(events.startsAt, startsAt), beyond(events.id, id)));
}
