import { after } from "next/server";
import { only, route } from "@/lib/core/route";
import { seatList } from "@/lib/events/event-input";
import { unblockSeats } from "@/lib/events/unblock-seats";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { byKey, doer, eventAnswer, eventParams, once, tellEvent } from "../../../../by-key";
import { stock } from "../../../../stock";

const unblock = route(
  {
    name: "unblockSeats",
    summary: "Put blocked seats back on sale",
    detail: "Seats that are not blocked stay as they are.",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    body: seatList,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { seats: ["1-1-1", "1-1-2"] },
  },
  async (asking) =>
    once(asking, 200, async () => {
      const unblocked = await unblockSeats({ ...doer(asking), eventId: asking.params.id, ...asking.body }, stock);
      after(publishOutboxQuietly);
      return tellEvent(unblocked);
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: unblock });
