import { briefly } from "@/lib/cache/briefly";
import { durations } from "@/lib/core/durations";
import { publicJson } from "@/lib/core/http";
import { refuse } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { readEvent } from "@/lib/events/read-event";
import { slugParams } from "@/lib/events/slug";
import { fairnessReport, readFairness } from "@/lib/waiting-room/fairness-report";

const sharedSeconds = 5;

const read = route(
  {
    name: "getFairnessReport",
    summary: "How fairly a waiting room let people in",
    detail: "During a sale and after it. It is some seconds old.",
    params: slugParams,
    answers: { 200: fairnessReport },
    problems: ["not_found"],
  },
  async ({ params }) => {
    const event = await readEvent(params.slug);
    if (!event) return refuse({ kind: "not_found" });
    const report = await briefly(`fairness:${event.id}`, durations.reportKeptMs, () => readFairness(event.id));
    return report ? publicJson(report, sharedSeconds) : refuse({ kind: "not_found" });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
