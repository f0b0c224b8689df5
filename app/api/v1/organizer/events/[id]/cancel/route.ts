import { only, route } from "@/lib/core/route";
import { cancelEvent } from "@/lib/events/publish-event";
import { byKey, doer, eventAnswer, eventParams, once, tellEvent } from "../../../by-key";
import { stock } from "../../../stock";

const cancel = route(
  {
    name: "cancelEvent",
    summary: "Cancel an event for good",
    detail: "Its sale ends. Nobody is refunded by this: refund its orders.",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
  },
  async (asking) =>
    once(asking, 200, async () => tellEvent(await cancelEvent({ ...doer(asking), eventId: asking.params.id }, stock))),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: cancel });
