import { z } from "zod";
import { line } from "@/lib/core/text";
import { uuid } from "@/lib/core/uuid";

const linesMax = 20;
const quantityMax = 1000;

/** Absent and empty mean the same. */
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(linesMax).default([]);

export const lines = listOf(z.object({ ticketTypeId: uuid, quantity: z.int().min(1).max(quantityMax) }));

export const code = line(80).min(1).optional();

/** What a fan may ask for. */
export const wish = z
  .object({
    eventId: uuid,
    items: lines,
    seats: listOf(z.union([z.string().max(80), z.object({ id: z.string().max(80), ticketTypeId: uuid.optional() })])),
    bestAvailable: z
      .object({
        ticketTypeId: uuid,
        quantity: z.int().min(1).max(quantityMax),
        section: z.string().max(80).optional(),
        split: z.boolean().optional(),
      })
      .optional(),
    receipt: z.string().max(4000).optional(),
    code,
  })
  .refine(({ items, seats, bestAvailable, receipt }) => items.length + seats.length > 0 || bestAvailable || receipt, {
    path: ["items"],
    error: "Give at least one of items, seats, bestAvailable, receipt",
  });
