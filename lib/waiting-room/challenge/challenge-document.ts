import { z } from "zod";

const hex = z.string().regex(/^[0-9a-f]{1,128}$/);

/** ALTCHA's own form, version 2: its libraries solve it as it is. */
export const work = z.strictObject({
  parameters: z.strictObject({
    algorithm: z.literal("PBKDF2/SHA-256"),
    nonce: hex,
    salt: hex,
    cost: z.int().min(1),
    keyLength: z.int().min(1),
    keyPrefix: hex,
    keySignature: hex,
    expiresAt: z.int().min(1).describe("In seconds since 1970."),
    data: z.strictObject({ fan: z.string().describe("Whom it was given to: nobody else's solution counts.") }),
  }),
  signature: hex,
});

/** What a network that has many numbers already is asked for each further one. */
export const challenge = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("altcha"),
      challenge: work.describe("Some seconds of work, for any of ALTCHA's libraries."),
    }),
    z.object({
      kind: z.literal("turnstile"),
      siteKey: z.string(),
      action: z.string().describe("For the widget, like `cData`: the token is checked against both."),
      cData: z.string(),
    }),
  ])
  .meta({ id: "QueueChallenge" });
export type Challenge = z.output<typeof challenge>;

export const solution = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("altcha"),
    payload: z
      .string()
      .min(1)
      .max(2048)
      .describe("Base64 of the JSON `{challenge, solution}`, as ALTCHA's widget sends it."),
  }),
  z.object({ kind: z.literal("turnstile"), token: z.string().min(1).max(2048) }),
]);
export type Solution = z.output<typeof solution>;

/** Why a solution did not count. */
export const refusals = ["expired", "wrong"] as const;
export type Refusal = (typeof refusals)[number];
