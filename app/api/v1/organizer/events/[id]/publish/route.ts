import { only, route } from "@/lib/core/route";
import { publishEvent } from "@/lib/events/publish-event";
import { announcing } from "@/lib/waiting-room/draw/announce-event";
import { byKey, doer, eventAnswer, eventParams, once, tellEvent } from "../../../by-key";
import { stock } from "../../../stock";

const publish = route(
  {
    name: "publishEvent",
    summary: "Put an event on sale",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
  },
  async (asking) =>
    once(asking, 200, async () =>
      tellEvent(await announcing(await publishEvent({ ...doer(asking), eventId: asking.params.id }, stock))),
    ),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: publish });
