import { durations } from "@/lib/core/durations";
import { publicJson } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { slugParams } from "@/lib/events/slug";
import { stateDocument } from "@/lib/waiting-room/state-document";
import { currentState } from "../current-state";

const read = route(
  {
    name: "getQueueState",
    summary: "How far a waiting room has called",
    detail:
      "The same for everybody: compute your own place from your number. Ask again after `poll.floorMs` near your turn, " +
      "up to `poll.ceilMs` far from it, a little sooner or later than others. Not found where the room is off.",
    params: slugParams,
    answers: { 200: stateDocument },
    problems: ["not_found"],
  },
  async ({ params }) => {
    const current = await currentState(params.slug);
    return current ? publicJson(current.state, durations.roomKeptMs / 1000) : refuse({ kind: "not_found" });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
