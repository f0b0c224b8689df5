import { json } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { createEvent } from "@/lib/events/create-event";
import { newEvent } from "@/lib/events/event-input";
import { listOwnEvents } from "@/lib/events/list-own-events";
import { byKey, doer, eventAnswer, idFor, once } from "../by-key";

const list = route({ admit: byKey("events:read") }, async ({ who }) =>
  json({ events: await listOwnEvents(who.organizationId) }),
);

const create = route({ admit: byKey("events:write"), body: newEvent }, async (asking) =>
  once(asking, 201, async () =>
    eventAnswer(await createEvent({ ...doer(asking), ...idFor("event", asking), input: asking.body })),
  ),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: list, POST: create });
