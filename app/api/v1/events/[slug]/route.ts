import { z } from "zod";
import { publicJson } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { eventView } from "@/lib/events/event-view";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";

const sharedSeconds = 2;

const read = route(
  {
    name: "getEvent",
    summary: "One event with its ticket types and prices",
    params: slugParams,
    answers: { 200: z.object({ event: eventView }) },
    problems: ["not_found"],
  },
  async ({ params }) => {
    const event = await readEvent(params.slug);
    return event ? publicJson({ event }, sharedSeconds) : refuse({ kind: "not_found" });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
