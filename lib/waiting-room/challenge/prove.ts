import { ok, type Result, refuse } from "@/lib/core/result";
import { isTurnOf } from "../person";
import type { Ticket } from "../ticket";
import { type Asked, checkWork, giveWork } from "./altcha";
import type { Challenge, Refusal, Solution } from "./challenge-document";
import { isFlagged, noteGiven } from "./networks";
import { action, checkToken, turnstileKeys } from "./turnstile";

/** Where somebody joins from, and whether they solved a challenge. */
export type Network = { name: string; isProven: boolean };
export type ChallengeRequired = {
  kind: "challenge_required";
  challenge: Challenge;
  refused?: Refusal;
  detail?: string;
};

const details: Record<Refusal, string> = {
  expired: "This solution came too late, or a second time",
  wrong: "This solves no challenge that was given to you in this room",
};

/** A challenge for this person: Turnstile's where it is set up and answers, else a proof of work. Asks no store. */
export async function challengeFor(
  asked: Asked,
  { refused, isAway = false }: { refused?: Refusal; isAway?: boolean } = {},
): Promise<ChallengeRequired> {
  noteGiven(asked.eventId);
  const keys = isAway ? undefined : turnstileKeys();
  const challenge: Challenge = keys
    ? { kind: "turnstile", siteKey: keys.siteKey, action, cData: asked.fan }
    : { kind: "altcha", challenge: await giveWork(asked) };
  return { kind: "challenge_required", challenge, ...(refused && { refused, detail: details[refused] }) };
}

/**
 * Who may go on to join: whoever shows a solution of theirs, or comes from a network that has not been challenged here
 * just now. The room decides what it makes of a network without one (see join). Asks no store, and nobody at all but
 * Turnstile about its own tokens; while that is away, work takes its place.
 */
export async function prove(
  asked: Asked,
  { network, solution, shown }: { network: string; solution: Solution | undefined; shown?: Ticket | undefined },
): Promise<Result<Network, ChallengeRequired>> {
  if (!solution) {
    // Whoever has a number gets no other one.
    const isKnown = shown !== undefined && isTurnOf(asked.eventId, asked.fan, shown.person);
    if (!isKnown && isFlagged(asked.eventId, network)) return refuse(await challengeFor(asked));
    return ok({ name: network, isProven: false });
  }
  const { kind } = solution;
  const checked =
    kind === "altcha" ? await checkWork(asked, solution.payload) : await checkToken(asked, solution.token);
  if (checked === "solved") return ok({ name: network, isProven: true });
  return refuse(await challengeFor(asked, checked ? { refused: checked } : { isAway: true }));
}
