import { z } from "zod";
import { emailAddress } from "@/lib/core/email";
import { line, paragraphs } from "@/lib/core/text";

const personName = line(120).min(1);

/** What a buyer may send, parsed once: by the route and by the checkout's action. */
export const purchaseRequest = z.object({
  holdId: z.string().min(1).max(120),
  buyer: z.object({ name: personName, email: emailAddress }),
  attendees: z.array(personName).max(50).optional(),
  answers: z
    .record(line(60), paragraphs(500))
    .refine((given) => Object.keys(given).length <= 20)
    .optional(),
  payment: z
    .union([
      z.strictObject({ confirmationToken: z.string().regex(/^ctoken_\w{1,250}$/) }),
      z.strictObject({ paymentMethod: z.string().regex(/^pm_\w{1,250}$/) }),
    ])
    .optional(),
});
