import { createHmac, timingSafeEqual } from "node:crypto";
import { idOf } from "@/lib/core/ids";
import { deriveKey, masters } from "@/lib/core/keys";

/** One hold, one order: every repeat of a purchase names the same one. */
export const orderIdOf = (holdId: string) => idOf(`order|${holdId}`);

const keyFrom = (master: string, orderId: string) =>
  createHmac("sha256", deriveKey(master, "order")).update(orderId).digest("base64url").slice(0, 32);

/** What a guest shows to see an order: nothing is stored, and it cannot be guessed. */
export function orderKey(orderId: string): string {
  const [first] = masters();
  if (!first) throw new Error("no master key");
  return keyFrom(first.master, orderId);
}

export function isOrderKey(orderId: string, key: string | undefined): boolean {
  if (key?.length !== 32) return false;
  const given = Buffer.from(key);
  return masters().some(({ master }) => {
    const genuine = Buffer.from(keyFrom(master, orderId));
    return genuine.length === given.length && timingSafeEqual(genuine, given);
  });
}
