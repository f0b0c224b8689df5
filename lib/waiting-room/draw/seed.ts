import { createHmac } from "node:crypto";

type Draw = {
  eventId: string;
  /** Of those who registered. */
  root: Buffer;
  size: number;
  /** The value of the beacon's round, or of the secret that was committed to. */
  beacon: Buffer;
};

/** HMAC-SHA-256(beacon; root, size as eight bytes big-endian, event id): known to nobody before the beacon is. */
export function seedOf({ eventId, root, size, beacon }: Draw): Buffer {
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(size));
  return createHmac("sha256", beacon).update(root).update(count).update(eventId).digest();
}

/** What stands in the tree for a person: nobody who lacks the salt learns who it is, or tries names. */
export const hidden = (person: string, salt: Buffer): Buffer => createHmac("sha256", salt).update(person).digest();
