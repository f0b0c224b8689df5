import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { eventQuery, listEvents } from "@/lib/events/list-events";

const sharedSeconds = 2;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route({ query: eventQuery }, async ({ query }) => publicJson(await listEvents(query), sharedSeconds)),
});
