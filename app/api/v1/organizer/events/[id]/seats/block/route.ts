import { only, route } from "@/lib/core/route";
import { blockSeats } from "@/lib/events/block-seats";
import { seatList } from "@/lib/events/event-input";
import { byKey, doer, eventAnswer, eventParams, once, tellEvent } from "../../../../by-key";
import { stock } from "../../../../stock";

const block = route(
  {
    name: "blockSeats",
    summary: "Take seats out of sale",
    detail:
      "All of them or none, also while they sell: a conflict names those that somebody holds or has bought. Fans see them as not for sale. Seats that are blocked already stay so.",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    body: seatList,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { seats: ["1-1-1", "1-1-2"] },
  },
  async (asking) =>
    once(asking, 200, async () =>
      tellEvent(await blockSeats({ ...doer(asking), eventId: asking.params.id, ...asking.body }, stock)),
    ),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: block });
