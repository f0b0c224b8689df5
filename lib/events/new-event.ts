import { z } from "zod";
import { chargeStep } from "@/lib/core/money";
import { line } from "@/lib/core/text";
import { checkSeating } from "./check-seating";
import {
  capacity,
  currency,
  eventFields,
  noSuchAmount,
  settings,
  ticketTypeFields,
  ticketTypesMax,
} from "./event-input";
import { seatingInput } from "./seating-input";

const ticketType = z
  .object({
    ...ticketTypeFields,
    kind: z.enum(["general", "seated"]),
    pool: line(80).min(1),
    category: z.string().min(1).max(24).describe("Of the plan, for seats of one imported before."),
  })
  .partial()
  .required({ name: true, priceCents: true });

/** What is wrong with the parts of an event as they fit together. */
function checkTogether(input: NewEvent, context: z.RefinementCtx) {
  const complain = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  const pools = new Set(input.pools.map(({ name }) => name));
  const names = new Set<string>();
  checkSeating(input, complain);
  if (pools.size < input.pools.length) complain(["pools"], "Each pool has its own name");
  if (input.endsAt && input.endsAt <= input.startsAt) complain(["endsAt"], "After startsAt");
  if ((input.fees?.fixedCents ?? 0) % chargeStep(input.currency)) complain(["fees", "fixedCents"], noSuchAmount);
  for (const [index, type] of input.ticketTypes.entries()) {
    const at = (field: string) => ["ticketTypes", index, field];
    if (names.has(type.name)) complain(at("name"), "Each ticket type has its own name");
    names.add(type.name);
    const general = type.kind !== "seated";
    // A plan that was imported has pools of its own.
    if (general && type.pool && !input.seating && !pools.has(type.pool)) complain(at("pool"), "Name one of pools");
    if (general && !type.pool && !type.capacity) complain(at("capacity"), "Give a capacity or a pool");
    if (general && !type.pool && pools.has(type.name)) complain(at("name"), "A pool has this name");
    if (type.priceCents % chargeStep(input.currency)) complain(at("priceCents"), noSuchAmount);
    if (type.saleStartsAt && type.saleEndsAt && type.saleEndsAt <= type.saleStartsAt) {
      complain(at("saleEndsAt"), "After saleStartsAt");
    }
  }
}

const newEventShape = z.object({
  ...z.object(eventFields).partial().required({ title: true, startsAt: true, timezone: true }).shape,
  currency,
  ticketTypes: z.array(ticketType).min(1).max(ticketTypesMax),
  pools: z
    .array(z.object({ name: line(80).min(1), capacity }))
    .max(50)
    .default([]),
  seating: seatingInput.optional(),
  ...z.object(settings).partial().shape,
});
export type NewEvent = z.output<typeof newEventShape>;
export type NewTicketType = NewEvent["ticketTypes"][number];

/** A new event, as an organizer's program describes it. */
export const newEvent = newEventShape.superRefine(checkTogether);
