import type { Transaction } from "@/db/client";
import { ownPlanVersion } from "@/db/queries/seating";
import type { SeatingPlan } from "@/db/schema/seating";
import { ok, type Result, refuse } from "@/lib/core/result";
import { insertVersion } from "@/lib/seating/insert-version";
import { runsOf } from "@/lib/seating/runs-of";
import type { NewEvent } from "./new-event";
import { categoryOf, planOfSections } from "./seating-input";

export type Seating = { versionId: string; plan: SeatingPlan };
export type Misfit = { kind: "invalid_request"; fields: Record<string, string[]> };

const planNameMax = 60;

/**
 * The plan a new event is on: its sections made into one, or one of the organization's own, whose parts its ticket
 * types name. Nothing for an event without seats; `invalid_request` says what does not fit.
 */
export async function seatingOf(
  tx: Transaction,
  organizationId: string,
  input: NewEvent,
): Promise<Result<Seating | undefined, Misfit>> {
  const { seating, venue, title } = input;
  if (!seating) return ok(undefined);
  const found = seating.sections
    ? planOfSections((venue?.name ?? title).slice(0, planNameMax).trim(), seating.sections)
    : seating.plan && (await ownPlanVersion(organizationId, seating.plan, tx));
  if (!found) return refuse({ kind: "invalid_request", fields: { "seating.plan": ["You have no such plan"] } });
  const fields = misfits(input, found);
  if (Object.keys(fields).length > 0) return refuse({ kind: "invalid_request", fields });
  if (seating.plan) return ok({ versionId: seating.plan, plan: found });
  const { versionId } = await insertVersion(tx, { organizationId, plan: found });
  return ok({ versionId, plan: found });
}

/** What the ticket types name, and the plan has not. */
function misfits({ ticketTypes, pools, seating = {} }: NewEvent, plan: SeatingPlan): Misfit["fields"] {
  const fields: Misfit["fields"] = {};
  const runs = runsOf(plan);
  const standing = plan.sections.flatMap(({ kind, name }) => (kind === "standing" ? name : []));
  const names = new Set(plan.sections.map(({ name }) => name));
  for (const [index, { name }] of pools.entries())
    if (names.has(name)) fields[`pools.${index}.name`] = ["A section has this name"];
  for (const [index, type] of ticketTypes.entries()) {
    const complain = (field: string, message: string) => {
      fields[`ticketTypes.${index}.${field}`] = [message];
    };
    const isPool = (name: string) => standing.includes(name) || pools.some((pool) => pool.name === name);
    if (type.kind !== "seated") {
      if (type.pool && !isPool(type.pool)) complain("pool", "Name one of pools, or a standing section");
      if (!type.pool && names.has(type.name)) complain("name", "A section has this name");
      continue;
    }
    const ofIt = runs.filter(({ category }) => category === categoryOf(seating, type));
    const seats = ofIt.reduce((sum, { first, last }) => sum + last - first + 1, 0);
    if (seats === 0) complain("category", "The plan has no seats of this category");
    if ((type.capacity ?? seats) < seats) complain("capacity", `It sells all ${seats} seats of its category`);
  }
  return fields;
}
