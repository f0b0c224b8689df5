"use client";

/** One try at paying, as it must be repeated word for word: the same key and body never charge twice. */
export type Attempt = {
  key: string;
  name: string;
  email: string;
  /** One name for each ticket, where any was given. */
  attendees?: string[];
  confirmationToken?: string;
};

const nameOf = (holdId: string) => `holdfast:attempt:${holdId}`;

const isAttempt = (value: unknown): value is Attempt =>
  typeof value === "object" && value !== null && "key" in value && "name" in value && "email" in value;

/** A reload in the middle of paying finds its attempt again; a token names a card only at the payment provider. */
export function recallAttempt(holdId: string): Attempt | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameOf(holdId)) ?? "null");
    return isAttempt(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function keepAttempt(holdId: string, attempt: Attempt | undefined) {
  try {
    if (attempt) sessionStorage.setItem(nameOf(holdId), JSON.stringify(attempt));
    else sessionStorage.removeItem(nameOf(holdId));
  } catch {
    // Storage may be forbidden: then a reload asks the server what became of the payment.
  }
}
