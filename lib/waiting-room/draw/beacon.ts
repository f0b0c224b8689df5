import { createHash } from "node:crypto";
import { z } from "zod";
import { durations } from "@/lib/core/durations";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Chain } from "./chain";

/** Both in hex. The randomness of a round is the hash of its signature. */
export type Round = { signature: string; randomness: string };

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
const answerSchema = z.object({ round: z.int(), signature: hex(48), randomness: hex(32) });
const answerBytesMax = 4096;

/** drand's scheme `bls-unchained-g1-rfc9380`: a short signature of the hash of the round, as eight bytes big-endian. */
const domain = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";

const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest();

/** Whether the holders of the chain's key, together, signed this very round. Costs a tenth of a second of CPU. */
export async function isGenuine(publicKey: string, round: number, signature: string): Promise<boolean> {
  // Loaded when it is needed: most processes never verify a round.
  const { bls12_381 } = await import("@noble/curves/bls12-381.js");
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(round));
  const { hash, verify } = bls12_381.shortSignatures;
  try {
    return verify(Buffer.from(signature, "hex"), hash(sha256(message), domain), Buffer.from(publicKey, "hex"));
  } catch {
    // Digits that are no point of the curve.
    return false;
  }
}

async function textOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function ask(url: string, { hash, publicKey }: Chain, round: number): Promise<Round | undefined> {
  const address = `${url.replace(/\/$/, "")}/${hash}/public/${round}`;
  const signal = AbortSignal.timeout(durations.beaconTimeoutMs);
  const response = await fetch(address, { signal, redirect: "error", cache: "no-store" });
  const text = await textOf(response);
  if (!response.ok || text === undefined) return undefined;
  const parsed = answerSchema.safeParse(JSON.parse(text));
  if (!parsed.success || parsed.data.round !== round) return undefined;
  const { signature, randomness } = parsed.data;
  if (sha256(Buffer.from(signature, "hex")).toString("hex") !== randomness) return undefined;
  return (await isGenuine(publicKey, round, signature)) ? { signature, randomness } : undefined;
}

/**
 * One round of the chain, from the first of its addresses that proves it. What is late, altered, of another round or
 * not signed by the chain's key is no answer: `unavailable`, and to be asked again.
 */
export async function readRound(chain: Chain, round: number): Promise<Result<Round, { kind: "unavailable" }>> {
  for (const url of chain.urls) {
    try {
      const found = await ask(url, chain, round);
      if (found) return ok(found);
      log.warn({ round, beacon: new URL(url).host }, "the beacon has no such round, or does not prove it");
    } catch (error) {
      log.warn({ round, beacon: new URL(url).host, ...describeFailure(error) }, "the beacon did not answer");
    }
  }
  return refuse({ kind: "unavailable" });
}
