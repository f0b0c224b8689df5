import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const letters = (length: number) =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join("");

/** An id of Stripe's look: what it names, then 24 letters and digits. */
export const newId = (prefix: string) => `${prefix}_${letters(24)}`;
export const newRequestId = () => `req_${letters(14)}`;
export const newSecret = (id: string) => `${id}_secret_${letters(25)}`;

/** Stripe's fields hold an id, or the object where it was expanded; records here always hold the id. */
export const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === "string" ? reference : (reference?.id ?? null);
