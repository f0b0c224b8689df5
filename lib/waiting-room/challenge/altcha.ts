import { randomInt } from "node:crypto";
import { createChallenge, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { z } from "zod";
import { durations } from "@/lib/core/durations";
import { masters, deriveKey as secretFor } from "@/lib/core/keys";
import { type Refusal, work } from "./challenge-document";

/** Who is asked: a person in the room of one event, see personOf. */
export type Asked = { eventId: string; fan: string };

/** Tries that a solution takes: a second of a desk's processor, a few of a phone's, and never more. */
const [triesMin, triesMax] = [1000, 3000];
/** Rounds of PBKDF2 a try: making a challenge takes one try, and checking it none. */
const cost = 1000;

const payload = z.strictObject({
  challenge: work,
  solution: z.object({ counter: z.int().min(0).max(0xffff_ffff), derivedKey: z.string().max(128) }),
});

const secretsOf = (master: string, eventId: string) => ({
  hmacSignatureSecret: secretFor(master, "challenge", eventId).toString("base64url"),
  hmacKeySignatureSecret: secretFor(master, "challenge", `${eventId}|key`).toString("base64url"),
});

/** A proof of work for this person in this room, signed: what it asks is kept nowhere. */
export async function giveWork({ eventId, fan }: Asked): Promise<z.output<typeof work>> {
  const [first] = masters();
  if (!first) throw new Error("no master key");
  const given = await createChallenge({
    ...{ algorithm: "PBKDF2/SHA-256", cost, counter: randomInt(triesMin, triesMax), deriveKey },
    expiresAt: new Date(Date.now() + durations.challengeMs),
    data: { fan },
    ...secretsOf(first.master, eventId),
  });
  return work.parse(given);
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64").toString());
  } catch {
    return undefined;
  }
}

/** Whether this solves a challenge that was given to this person in this room, and in time. Asks no store. */
export async function checkWork({ eventId, fan }: Asked, text: string): Promise<"solved" | Refusal> {
  const read = payload.safeParse(decoded(text));
  if (!read.success || read.data.challenge.parameters.data.fan !== fan) return "wrong";
  for (const { master } of masters()) {
    const { verified, expired } = await verifySolution({ ...read.data, deriveKey, ...secretsOf(master, eventId) });
    if (verified) return "solved";
    if (expired) return "expired";
  }
  return "wrong";
}
