import { hash } from "node:crypto";

const [blockBytes, digestBytes] = [64, 32];
const [innerPad, outerPad] = [0x36, 0x5c];

/** A digest as a string of bytes: as a Buffer of its own it costs twice what the hashing does. */
export const sha256 = (data: Buffer): string => hash("sha256", data, "binary");

/**
 * HMAC-SHA-256 (RFC 2104) of ASCII texts, in memory that is used again: as an object of node's own each costs three
 * times the hashing. Keys are strings of bytes, all of one length, which is 64 at most.
 */
export function manyHmacs() {
  let inner = Buffer.alloc(blockBytes, innerPad);
  const outer = Buffer.alloc(blockBytes + digestBytes, outerPad);
  return {
    setKey(key: string) {
      for (let at = 0; at < key.length; at += 1) {
        inner[at] = innerPad ^ key.charCodeAt(at);
        outer[at] = outerPad ^ key.charCodeAt(at);
      }
    },
    of(text: string): string {
      const bytes = blockBytes + text.length;
      if (inner.length !== bytes) inner = Buffer.concat([inner.subarray(0, blockBytes)], bytes);
      inner.write(text, blockBytes, "latin1");
      outer.write(sha256(inner), blockBytes, "latin1");
      return sha256(outer);
    },
  };
}
