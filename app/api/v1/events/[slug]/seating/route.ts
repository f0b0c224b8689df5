import { z } from "zod";
import { publicText } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { readEvent } from "@/lib/events/read-event";
import { seatingText, seatingView } from "@/lib/events/seating-view";
import { slugParams } from "@/lib/events/slug";

const sharedSeconds = 60;

const read = route(
  {
    name: "getSeating",
    summary: "Where the seats are",
    detail:
      "In the order that `seats.data` of the availability counts. Asked for by the `seatingVersion` of the event, it never changes and may be kept for good.",
    params: slugParams,
    query: z.object({ version: uuid.optional() }),
    answers: { 200: seatingView },
    problems: ["not_found"],
  },
  async ({ params, query }) => {
    const event = await readEvent(params.slug);
    const version = event?.seatingVersion;
    if (!version || (query.version ?? version) !== version) return refuse({ kind: "not_found" });
    return publicText(await seatingText(version), query.version ? "for good" : sharedSeconds);
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
