import { z } from "zod";

/** An id at the door, in the one spelling that names things here: stores that compare text know no other. */
export const uuid = z.uuid().toLowerCase();
