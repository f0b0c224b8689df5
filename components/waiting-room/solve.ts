import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import type { Challenge, Solution } from "@/lib/waiting-room/challenge/challenge-document";
import { turnstileToken } from "./turnstile-token";

/** The solution of a challenge: some seconds of this device's work, or what Turnstile's widget says of it. */
export async function solve(challenge: Challenge): Promise<Solution> {
  if (challenge.kind === "turnstile") return { kind: "turnstile", token: await turnstileToken(challenge) };
  // The browser works beside the page, which stays usable meanwhile.
  const solution = await solveChallenge({ challenge: challenge.challenge, deriveKey });
  if (!solution) throw new Error("the challenge was not solved in time");
  return { kind: "altcha", payload: btoa(JSON.stringify({ challenge: challenge.challenge, solution })) };
}
