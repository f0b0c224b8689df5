import { only, route } from "@/lib/core/route";
import { unpublishEvent } from "@/lib/events/publish-event";
import { byKey, doer, eventAnswer, eventParams, once } from "../../../by-key";
import { stock } from "../../../stock";

const unpublish = route({ admit: byKey("events:write"), params: eventParams }, async (asking) =>
  once(asking, 200, async () =>
    eventAnswer(await unpublishEvent({ ...doer(asking), eventId: asking.params.id }, stock)),
  ),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: unpublish });
