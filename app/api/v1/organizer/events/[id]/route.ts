import { json } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { eventPatch } from "@/lib/events/event-input";
import { eventNow } from "@/lib/events/read-event";
import { updateEvent } from "@/lib/events/update-event";
import { byKey, doer, eventAnswer, eventParams, once } from "../../by-key";
import { stock } from "../../stock";

const read = route({ admit: byKey("events:read"), params: eventParams }, async ({ who, params }) => {
  const event = await eventNow(params.id);
  return event?.organizer.id === who.organizationId ? json({ event }) : refuse({ kind: "not_found" });
});

const change = route({ admit: byKey("events:write"), params: eventParams, body: eventPatch }, async (asking) =>
  once(asking, 200, async () => {
    const update = { ...doer(asking), eventId: asking.params.id, patch: asking.body };
    return eventAnswer(await updateEvent(update, stock));
  }),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read, PATCH: change });
