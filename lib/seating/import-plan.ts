import type { SeatingPlan } from "@/db/schema/seating";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type BrokenPlan, errorsMax, type PlanError } from "./broken-plan";
import { checkPlan } from "./check-plan";
import { planMax, seatingPlan } from "./plan";
import { shapeErrors } from "./shape-errors";

const broken = (errors: PlanError[]) => refuse({ kind: "broken_plan", errors: errors.slice(0, errorsMax) });

/** A plan from its JSON, in the format of docs/seating-plans.md; `broken_plan` says what is wrong with it, and where. */
export function importPlan(text: string): Result<SeatingPlan, BrokenPlan> {
  if (Buffer.byteLength(text) > planMax.bytes)
    return broken([{ code: "too_large", path: "", detail: `At most ${planMax.bytes} bytes` }]);
  try {
    return readPlan(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return broken([{ code: "not_json", path: "", detail: "The text is not JSON" }]);
  }
}

/** The same from a value that was JSON. */
export function readPlan(value: unknown): Result<SeatingPlan, BrokenPlan> {
  const shaped = seatingPlan.safeParse(value);
  if (!shaped.success) return broken(shapeErrors(shaped.error));
  const errors = checkPlan(shaped.data);
  return errors.length > 0 ? broken(errors) : ok(shaped.data);
}
