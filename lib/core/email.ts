import { z } from "zod";

/**
 * One mail address, normalised once at the door: limits per customer count on this spelling.
 * Full-width look-alikes and line breaks are refused, not repaired.
 */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email().regex(/^[\x21-\x7e]+$/));
