import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { invariant } from "@/lib/core/invariant";
import { deriveKey, masters } from "@/lib/core/keys";

const shape = /^h_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([0-9a-f]{32})_([0-9a-f]{16})$/;
const memberShape = /^[A-Za-z0-9_-]{33}$/;

const macOf = (master: string, eventId: string, fan: string) =>
  createHmac("sha256", deriveKey(master, "hold", eventId))
    .update(fan)
    .digest("hex")
    .slice(0, 16);

/** `h_<eventId>_<16 random bytes>_<8 bytes HMAC(fan)>`: names its event, and tells its owner without storage. */
export function newHoldId(eventId: string, fan: string): string {
  const [first] = masters();
  invariant(first, "there is a master key");
  return `h_${eventId}_${randomBytes(16).toString("hex")}_${macOf(first.master, eventId, fan)}`;
}

export const eventOfHold = (holdId: string): string | undefined => shape.exec(holdId)?.[1];

export function isHoldOf(holdId: string, fan: string): boolean {
  const [, eventId, , mac] = shape.exec(holdId) ?? [];
  if (!eventId || !mac) return false;
  return masters().some(({ master }) => timingSafeEqual(Buffer.from(macOf(master, eventId, fan)), Buffer.from(mac)));
}

/** The hold as Redis names it within its event, in 33 characters: 22 of its own, then 11 of its owner. */
export function memberOf(holdId: string): string | undefined {
  const [, , own, owner] = shape.exec(holdId) ?? [];
  if (!own || !owner) return undefined;
  return Buffer.from(own, "hex").toString("base64url") + Buffer.from(owner, "hex").toString("base64url");
}

export function holdIdOf(eventId: string, member: string): string {
  invariant(memberShape.test(member), "a hold has 33 characters in Redis");
  const hex = (text: string) => Buffer.from(text, "base64url").toString("hex");
  return `h_${eventId}_${hex(member.slice(0, 22))}_${hex(member.slice(22))}`;
}
