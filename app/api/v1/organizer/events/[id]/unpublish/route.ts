import { only, route } from "@/lib/core/route";
import { unpublishEvent } from "@/lib/events/publish-event";
import { byKey, doer, eventAnswer, eventParams, once, tellEvent } from "../../../by-key";
import { stock } from "../../../stock";

const unpublish = route(
  {
    name: "unpublishEvent",
    summary: "Take an event off sale, back to a draft",
    detail: "Holds end; what was sold stays sold.",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
  },
  async (asking) =>
    once(asking, 200, async () =>
      tellEvent(await unpublishEvent({ ...doer(asking), eventId: asking.params.id }, stock)),
    ),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: unpublish });
