// The draw of a Holdfast waiting room, written from its description alone (README.md): nothing here is shared with it.
import { createHash, createHmac } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381.js";

const bytes = (hex) => Buffer.from(hex, "hex");
const digest = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const uint64 = (value) => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer;
};

export const sha256 = (text) => digest(text).toString("hex");

/** What stands in the tree for a person. */
export const contentOf = (person, salt) => createHmac("sha256", bytes(salt)).update(person).digest();

// RFC 6962, 2.1: the larger half of a tree is the largest power of two below its size.
const split = (size) => 2 ** Math.ceil(Math.log2(size) - 1);

/** The root of contents in hex, in their order. */
export function rootOf(contents) {
  if (contents.length === 0) return digest().toString("hex");
  const grow = (from, size) => {
    if (size === 1) return digest(Buffer.of(0), bytes(contents[from]));
    const half = split(size);
    return digest(Buffer.of(1), grow(from, half), grow(from + half, size - half));
  };
  return grow(0, contents.length).toString("hex");
}

/** The root that one content at an index leads to, by the neighbours on its way up; RFC 6962, 2.1.1. */
export function rootBy(content, index, count, path) {
  const climb = (at, size, left) => {
    if (size === 1) return left.length === 0 ? digest(Buffer.of(0), content) : undefined;
    const [last, rest, half] = [left.at(-1), left.slice(0, -1), split(size)];
    if (last === undefined) return undefined;
    const below = at < half ? climb(at, half, rest) : climb(at - half, size - half, rest);
    if (below === undefined) return undefined;
    return at < half ? digest(Buffer.of(1), below, bytes(last)) : digest(Buffer.of(1), bytes(last), below);
  };
  if (!Number.isSafeInteger(index) || index < 0 || index >= count) return undefined;
  return climb(index, count, path)?.toString("hex");
}

/** What everybody's place follows from. */
export const seedOf = ({ beacon, root, count, eventId }) =>
  createHmac("sha256", bytes(beacon))
    .update(Buffer.concat([bytes(root), uint64(count), Buffer.from(eventId)]))
    .digest("hex");

/** The place, from 1, of the index in the order of joining, from 0. */
export function placeOf(seed, count, index) {
  let bits = 2;
  while (2 ** bits < count) bits += 2;
  const half = BigInt(bits / 2);
  const low = (1n << half) - 1n;
  let value = BigInt(index);
  do {
    let [left, right] = [value >> half, value & low];
    for (let round = 0; round < 8; round += 1) {
      const mac = createHmac("sha256", bytes(seed))
        .update(Buffer.concat([Buffer.of(round), uint64(right)]))
        .digest();
      [left, right] = [right, left ^ (BigInt(mac.readUInt32BE()) >> (32n - half))];
    }
    value = (left << half) | right;
  } while (value >= BigInt(count));
  return Number(value) + 1;
}

/** Whether a drand chain's key signed this round: scheme bls-unchained-g1-rfc9380. */
export function isSigned(publicKey, round, signature) {
  const { hash, verify } = bls12_381.shortSignatures;
  try {
    const point = hash(digest(uint64(round)), "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_");
    return verify(bytes(signature), point, bytes(publicKey));
  } catch {
    return false;
  }
}
