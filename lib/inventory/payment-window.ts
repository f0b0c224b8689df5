import type { Hold } from "./hold";
import { recall } from "./known-sales";

/** When a hold ends, and how long a payment for it may take, by the sale that this process has just heard of. */
export const paymentWindow = ({ eventId, expiresAt }: Pick<Hold, "eventId" | "expiresAt">) => ({
  expiresAt,
  paymentMs: recall(eventId).catalogue.hold.paymentSeconds * 1000,
});
