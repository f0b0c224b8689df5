import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";
import { publicJson } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";
import { drawView } from "@/lib/waiting-room/draw/draw-view";
import { readDraw } from "@/lib/waiting-room/draw/read-draw";

const sharedSeconds = 1;

const read = route(
  {
    name: "getDraw",
    summary: "The opening draw of a waiting room, and all there is to check it with",
    detail: "The command in draw-verifier reads this answer. What a step has not told yet is null.",
    params: slugParams,
    answers: { 200: drawView },
    problems: ["not_found"],
  },
  async ({ params }) => {
    const event = await readEvent(params.slug);
    if (!event) return refuse({ kind: "not_found" });
    const draw = await briefly(`draw:${event.id}`, durations.drawKeptMs, () => readDraw(event.id));
    return draw ? publicJson(draw, sharedSeconds) : refuse({ kind: "not_found" });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
