import { z } from "zod";
import type { Terms } from "@/db/queries/desk";

const wordsMax = 5;
const number = /^#?([0-9a-f]{8})$/i;
const intent = /^pi_[A-Za-z0-9_]{4,80}$/;

/**
 * What somebody at the desk typed: an order's id or number, a payment intent, the beginning of an address, words of a
 * name. Undefined for nothing but spaces and signs.
 */
export function searchTerms(typed: string): Terms | undefined {
  const text = typed.trim();
  const [, digits] = number.exec(text) ?? [];
  const start = digits?.toLowerCase();
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, wordsMax);
  const isAddress = !/\s/.test(text) && Boolean(words);
  if (!words) return undefined;
  return {
    id: z.uuid().safeParse(text).data?.toLowerCase(),
    ids: start ? [`${start}-0000-0000-0000-000000000000`, `${start}-ffff-ffff-ffff-ffffffffffff`] : undefined,
    intentId: intent.test(text) ? text : undefined,
    emailStart: isAddress ? text.toLowerCase() : undefined,
    // A whole address is no name: its words would find everybody of that provider.
    name: text.includes("@") ? undefined : words.map((word) => word.toLowerCase()),
  };
}
