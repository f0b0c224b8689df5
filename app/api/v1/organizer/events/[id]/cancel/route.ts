import { only, route } from "@/lib/core/route";
import { cancelEvent } from "@/lib/events/publish-event";
import { byKey, doer, eventAnswer, eventParams, once } from "../../../by-key";
import { stock } from "../../../stock";

const cancel = route({ admit: byKey("events:write"), params: eventParams }, async (asking) =>
  once(asking, 200, async () => eventAnswer(await cancelEvent({ ...doer(asking), eventId: asking.params.id }, stock))),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ POST: cancel });
