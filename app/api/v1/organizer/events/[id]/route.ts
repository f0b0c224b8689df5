import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { eventPatch } from "@/lib/events/event-input";
import { eventNow } from "@/lib/events/read-event";
import { updateEvent } from "@/lib/events/update-event";
import { applySettings } from "@/lib/waiting-room/apply-settings";
import { byKey, doer, eventAnswer, eventParams, once, tellEvent } from "../../by-key";
import { stock } from "../../stock";

const read = route(
  {
    name: "getOwnEvent",
    summary: "Your event, draft or not, with every ticket type",
    admit: byKey("events:read"),
    params: eventParams,
    answers: { 200: eventAnswer },
    problems: ["not_found"],
  },
  async ({ who, params }) => {
    const event = await eventNow(params.id);
    return event?.organizer.id === who.organizationId ? json({ event }) : refuse({ kind: "not_found" });
  },
);

const change = route(
  {
    name: "updateEvent",
    summary: "Change what is named, keep the rest",
    admit: byKey("events:write"),
    idempotent: true,
    params: eventParams,
    body: eventPatch,
    answers: { 200: eventAnswer },
    problems: ["not_found", "conflict", "invalid_request", "idempotency_mismatch"],
    example: { title: "An evening in June" },
  },
  async (asking) =>
    once(asking, 200, async () => {
      const update = { ...doer(asking), eventId: asking.params.id, patch: asking.body };
      const updated = await updateEvent(update, stock);
      if (updated.ok && asking.body.waitingRoom) await applySettings(updated.value.id);
      return tellEvent(updated);
    }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read, PATCH: change });
