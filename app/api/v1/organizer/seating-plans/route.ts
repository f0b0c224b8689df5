import { z } from "zod";
import { json } from "@/lib/core/http";
import { ok } from "@/lib/core/result";
import { only, route } from "@/lib/core/route";
import { readPlan } from "@/lib/seating/import-plan";
import { listVersions } from "@/lib/seating/list-versions";
import { planMax, seatingPlan } from "@/lib/seating/plan";
import { planVersion } from "@/lib/seating/plan-version";
import { saveVersion } from "@/lib/seating/save-version";
import { byKey, doer, once } from "../by-key";

/** A plan as its document, told by the names of its faults where it is broken. */
const planBody = z.preprocess((value, context) => {
  const read = readPlan(value);
  if (read.ok) return read.value;
  for (const { code, path, detail } of read.problem.errors)
    context.addIssue({ code: "custom", path: path ? path.split(".") : [], message: `${code}: ${detail}` });
  return z.NEVER;
}, seatingPlan);

const list = route(
  {
    name: "listSeatingPlans",
    summary: "Your seating plans, the newest versions first",
    admit: byKey("events:read"),
    answers: { 200: z.object({ plans: z.array(planVersion) }) },
  },
  async ({ who }) => json({ plans: await listVersions(who) }),
);

const create = route(
  {
    name: "importSeatingPlan",
    summary: "Import a seating plan",
    detail:
      "The document is the body. A plan of the same name gets another version, the same document the version it has. Each of up to 20 faults is told as `code: words` under the path to its section, row or seat.",
    admit: byKey("events:write"),
    idempotent: true,
    body: planBody,
    bodyBytesMax: planMax.bytes,
    answers: { 201: z.object({ plan: planVersion }) },
    problems: ["conflict", "idempotency_mismatch"],
    example: {
      format: "holdfast-seating-plan",
      version: 1,
      name: "Town Hall",
      categories: [{ id: "stalls", name: "Stalls" }],
      sections: [
        {
          ...{ id: "stalls", name: "Stalls", kind: "seats", category: "stalls" },
          rows: [
            {
              name: "A",
              seats: [
                { id: "A1", number: 1, x: 0, y: 0, accessible: true },
                { id: "A2", number: 2, x: 60, y: 0, companion: true },
              ],
            },
          ],
        },
      ],
    },
  },
  async (asking) =>
    once(asking, 201, async () => ok({ plan: await saveVersion({ ...doer(asking), plan: asking.body }) })),
);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = only({ GET: list, POST: create });
