import type { z } from "zod";
import type { PlanError, PlanFault } from "./broken-plan";
import { planMax } from "./plan";

type Issue = z.core.$ZodIssue;

/** What is wrong with a field, whatever is wrong with it. */
const byField: Record<string, PlanFault> = {
  format: "unknown_format",
  version: "unknown_version",
  kind: "unknown_kind",
  id: "bad_id",
  category: "bad_id",
  name: "bad_name",
  number: "bad_number",
  x: "bad_place",
  y: "bad_place",
  outline: "bad_place",
  rank: "bad_rank",
  capacity: "bad_capacity",
};

const tooFew: Record<string, PlanFault> = {
  categories: "no_categories",
  sections: "no_sections",
  rows: "empty_section",
  seats: "empty_row",
};

const tooMany: Record<string, PlanFault> = {
  categories: "too_many_categories",
  sections: "too_many_sections",
  rows: "too_many_rows",
  seats: "too_many_seats",
};

const most: Record<string, number> = {
  categories: planMax.categories,
  sections: planMax.sections,
  rows: planMax.rowsOfSection,
  seats: planMax.seatsOfRow,
};

const ofWrongKind: Record<string, PlanFault> = { rows: "standing_with_rows", capacity: "seats_with_capacity" };

function faultOf({ code, path, ...issue }: Issue): PlanFault {
  const field = path.findLast((part) => typeof part === "string") ?? "";
  const isList = path.at(-1) === field && field in most;
  if (path.length === 0 && code === "invalid_type") return "not_a_plan";
  if (code === "too_small" && isList) return tooFew[field] ?? "bad_value";
  if (code === "too_big" && isList) return tooMany[field] ?? "bad_value";
  if (code === "unrecognized_keys" && "keys" in issue) {
    const [misplaced] = issue.keys.map((key) => (field === "sections" ? ofWrongKind[key] : undefined)).filter(Boolean);
    return misplaced ?? "unknown_field";
  }
  return byField[field] ?? "bad_value";
}

/** What zod found, under the names that are ours. */
export const shapeErrors = (error: z.ZodError): PlanError[] =>
  error.issues.map((issue) => ({ code: faultOf(issue), path: issue.path.join("."), detail: issue.message }));
