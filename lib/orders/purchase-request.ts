import { z } from "zod";
import { emailAddress } from "@/lib/core/email";

const plainLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    // No control characters: names end up in mails, PDFs and exports.
    .regex(/^\P{Cc}+$/u);

/** What a buyer may send, parsed once: by the route and by the checkout's action. */
export const purchaseRequest = z.object({
  holdId: z.string().min(1).max(120),
  buyer: z.object({ name: plainLine(120), email: emailAddress }),
  attendees: z.array(plainLine(120)).max(50).optional(),
  answers: z
    .record(z.string().max(60), z.string().max(500))
    .refine((given) => Object.keys(given).length <= 20)
    .optional(),
  payment: z
    .union([
      z.strictObject({ confirmationToken: z.string().regex(/^ctoken_\w{1,250}$/) }),
      z.strictObject({ paymentMethod: z.string().regex(/^pm_\w{1,250}$/) }),
    ])
    .optional(),
});
