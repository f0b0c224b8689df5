import { z } from "zod";
import type { DrawRow } from "@/db/queries/draws";
import { timeOfRound } from "./chain";

const time = z.iso.datetime();
const hex = z.string().regex(/^[0-9a-f]+$/);
const chain = z.object({
  hash: hex,
  publicKey: hex,
  genesisSeconds: z.int(),
  periodSeconds: z.int(),
});

/** All there is to check a draw with, as far as it has got. The same for everybody. */
export const drawView = z
  .object({
    eventId: z.uuid(),
    rules: z.string().describe("The text that was announced before registration, as it is hashed."),
    rulesHash: hex,
    announcedAt: time,
    closesAt: time,
    source: z
      .enum(["beacon", "commitment"])
      .describe(
        "Nobody can steer a beacon. A committed secret can be checked, but whoever knew it could have steered.",
      ),
    chain: chain.nullable(),
    round: z.int().nullable().describe("The beacon's round that was announced."),
    commitment: hex.nullable().describe("SHA-256 of the secret, where there is no beacon."),
    count: z.int().nullable().describe("How many are drawn."),
    root: hex.nullable().describe("Of the tree of everybody, in the order of joining."),
    closedAt: time.nullable(),
    drawnRound: z
      .int()
      .nullable()
      .describe("The round that counts: later than announced where the root was stored late."),
    drawnRoundAt: time.nullable().describe("When that round comes out."),
    beacon: hex.nullable().describe("The round's value, or the secret."),
    signature: hex.nullable().describe("Of the round, by the chain's key."),
    seed: hex.nullable(),
    openedAt: time.nullable(),
  })
  .meta({ id: "Draw" });
export type DrawView = z.output<typeof drawView>;

const iso = (at: Date | null) => at?.toISOString() ?? null;

export function viewDraw(draw: DrawRow): DrawView {
  const { saltKey: _, secret: __, chain, drawnRound, ...told } = draw;
  return {
    ...told,
    announcedAt: draw.announcedAt.toISOString(),
    closesAt: draw.closesAt.toISOString(),
    source: chain ? "beacon" : "commitment",
    chain,
    closedAt: iso(draw.closedAt),
    drawnRound,
    drawnRoundAt: chain && drawnRound !== null ? timeOfRound(chain, drawnRound).toISOString() : null,
    openedAt: iso(draw.openedAt),
  };
}
