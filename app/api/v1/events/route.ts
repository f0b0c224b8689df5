import { publicJson } from "@/lib/core/http";
import { only, route } from "@/lib/core/route";
import { eventQuery } from "@/lib/events/event-query";
import { eventPage, listEvents } from "@/lib/events/list-events";

const sharedSeconds = 2;

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({
  GET: route(
    {
      name: "listEvents",
      summary: "Published events, a page at a time",
      query: eventQuery,
      answers: { 200: eventPage },
    },
    async ({ query }) => publicJson(await listEvents(query), sharedSeconds),
  ),
});
