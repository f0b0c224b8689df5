import { z } from "zod";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";

const linesMax = 20;
const quantityMax = 1000;

/** Absent and empty mean the same. */
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(linesMax).default([]);

export const lines = listOf(z.object({ ticketTypeId: uuid, quantity: z.int().min(1).max(quantityMax) }));

export const code = line(80).min(1).optional();

const seatId = z.string().min(1).max(80);

/** Seats, as they are asked for; a seat by its id alone is of the first ticket type of its price category. */
export const seatWish = {
  seats: listOf(z.union([seatId, z.object({ id: seatId, ticketTypeId: uuid.optional() })]))
    .transform((seats) => seats.map((seat) => (typeof seat === "string" ? { id: seat } : seat)))
    .describe("By their ids in the plan."),
  bestAvailable: z
    .object({
      ticketTypeId: uuid,
      quantity: z.int().min(1).max(quantityMax),
      section: z.string().min(1).max(80).optional().describe("Only in this section, by its id."),
      split: z.boolean().optional().describe("Two neighbouring rows will do where one has not enough."),
    })
    .transform((best) => [best])
    .optional(),
  accessible: z
    .int()
    .min(0)
    .max(quantityMax)
    .optional()
    .describe("How many of the fans need an accessible seat: as many may be picked, and are looked for."),
};

/** What a fan may ask for. */
export const wish = z
  .object({
    eventId: uuid,
    items: lines,
    ...seatWish,
    receipt: z.string().max(4000).optional(),
    code,
  })
  .refine(({ items, seats, bestAvailable, receipt }) => items.length + seats.length > 0 || bestAvailable || receipt, {
    path: ["items"],
    error: "Give at least one of items, seats, bestAvailable, receipt",
  });
