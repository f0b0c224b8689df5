import { createHash } from "node:crypto";
import { bls12_381 } from "@noble/curves/bls12-381.js";

const name = "local";
export const periodSeconds = 1;
/** 2026-01-01. */
export const genesisSeconds = 1_767_225_600;
const domain = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const { hash, sign, getPublicKey, Signature } = bls12_381.shortSignatures;

const sha256 = (...parts: (Uint8Array | string)[]) => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return digest.digest();
};

export const groupHash = sha256("the only member of its group").toString("hex");

/** What drand's /info tells of the chain that this key signs; its hash is made as drand makes it. */
export function infoOf(secretKey: string) {
  const publicKey = getPublicKey(Buffer.from(secretKey, "hex")).toBytes();
  const clock = Buffer.alloc(12);
  clock.writeUInt32BE(periodSeconds);
  clock.writeBigInt64BE(BigInt(genesisSeconds), 4);
  return {
    public_key: Buffer.from(publicKey).toString("hex"),
    period: periodSeconds,
    genesis_time: genesisSeconds,
    hash: sha256(clock, publicKey, Buffer.from(groupHash, "hex"), name).toString("hex"),
    groupHash,
    schemeID: "bls-unchained-g1-rfc9380",
    metadata: { beaconID: name },
  };
}

/** One round, as /public/{round} tells it. */
export function roundOf(secretKey: string, round: number) {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(round));
  const signature = Signature.toBytes(sign(hash(sha256(message), domain), Buffer.from(secretKey, "hex")));
  return {
    round,
    randomness: sha256(signature).toString("hex"),
    signature: Buffer.from(signature).toString("hex"),
  };
}

/** The last round that has come out, 0 before the first. */
export const latestRound = (now = Date.now()) =>
  Math.max(0, Math.floor((now / 1000 - genesisSeconds) / periodSeconds) + 1);
