import { z } from "zod";
import { only, route } from "@/lib/core/route";
import { uuid } from "@/lib/core/uuid";
import { exportVersion } from "@/lib/seating/export-version";
import { seatingPlan } from "@/lib/seating/plan";
import { byKey } from "../../by-key";

const read = route(
  {
    name: "exportSeatingPlan",
    summary: "Export a version of a seating plan",
    detail: "The document as it can be imported again, always the same bytes.",
    admit: byKey("events:read"),
    params: z.object({ id: uuid }),
    answers: { 200: seatingPlan },
    problems: ["not_found"],
  },
  async ({ who, params }) => {
    const exported = await exportVersion({ ...who, versionId: params.id });
    if (!exported.ok) return exported;
    return new Response(exported.value, {
      headers: { "Content-Type": "application/json", "Cache-Control": "private, no-store" },
    });
  },
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: read });
