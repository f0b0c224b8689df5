import { createHmac } from "node:crypto";

const rounds = 8;
/** 16,777,216 people at most. */
const mostBits = 24;

/**
 * The place, from 0, of each index in [0, size): a keyed permutation, so every place is given once.
 *
 * A balanced Feistel network of 8 rounds over the smallest even number of bits that can count `size`, walked until the
 * value lies below `size` (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002). The round function is the
 * first bits of HMAC-SHA-256(seed, round as one byte, then the right half as eight bytes, big-endian).
 */
export function permutation(seed: Buffer, size: number): (index: number) => number {
  const half = Math.max(1, Math.ceil(Math.ceil(Math.log2(Math.max(2, size))) / 2));
  if (!Number.isSafeInteger(size) || size < 1 || 2 * half > mostBits) throw new Error(`nobody draws among ${size}`);
  const width = 2 ** half;
  const hash = (round: number, right: number) => {
    const message = Buffer.alloc(9);
    message.writeUInt8(round);
    message.writeBigUInt64BE(BigInt(right), 1);
    const first = createHmac("sha256", seed).update(message).digest().readUInt32BE();
    return Math.floor(first / 2 ** (32 - half));
  };
  // Halves are few: each is hashed once a round, however many people ask. 0 is not known yet.
  const known = Array.from({ length: rounds }, () => new Uint16Array(width));
  const mix = (round: number, right: number) => {
    const table = known[round];
    const value = table?.[right] || hash(round, right) + 1;
    if (table) table[right] = value;
    return value - 1;
  };
  const once = (value: number) => {
    let [left, right] = [Math.floor(value / width), value % width];
    for (let round = 0; round < rounds; round += 1) [left, right] = [right, left ^ mix(round, right)];
    return left * width + right;
  };
  return (index) => {
    if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new Error(`index ${index} of ${size}`);
    let value = once(index);
    while (value >= size) value = once(value);
    return value;
  };
}
