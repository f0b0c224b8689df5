import { createHmac } from "node:crypto";
import { deriveKey, masters } from "@/lib/core/keys";

const length = 22;

/**
 * Who stands in the rooms of an event: 132 bits that only we can make of an account or a visitor, so that passes,
 * receipts and lists of the revoked say nothing of either, and nobody is followed from one event to another.
 * A changed master makes everybody somebody else: it is not changed while a room is hot.
 */
export function personOf(eventId: string, who: { account: string } | { visitor: string }): string {
  const [first] = masters();
  if (!first) throw new Error("no master key");
  const name = "account" in who ? `a:${who.account}` : `v:${who.visitor}`;
  const key = deriveKey(first.master, "person", eventId);
  return createHmac("sha256", key).update(name).digest("base64url").slice(0, length);
}
