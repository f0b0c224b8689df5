import { type DrawRow, drawOf, storeOpening } from "@/db/queries/draws";
import { durations } from "@/lib/core/durations";
import { inRoom } from "../in-room";
import { roomScript } from "../room-script";
import { readRound } from "./beacon";
import { chainOf, timeOfRound } from "./chain";
import { seedOf } from "./seed";

const script = roomScript<string>({ source: "open", args: (seed) => [seed] });

type Chance = { beacon: string; signature: string | null };

/** The beacon's round once it is out and proved, or the secret; undefined while it is early or nobody proves it. */
async function chanceOf(draw: DrawRow): Promise<Chance | undefined> {
  const { chain, drawnRound, secret, closesAt } = draw;
  if (secret !== null) {
    return Date.now() < closesAt.getTime() + durations.drawPauseMs ? undefined : { beacon: secret, signature: null };
  }
  if (!chain || drawnRound === null || Date.now() < timeOfRound(chain, drawnRound).getTime()) return undefined;
  // The chain that was announced, wherever its rounds are asked for by now.
  const round = await readRound({ ...chain, urls: chainOf()?.urls ?? [] }, drawnRound);
  return round.ok ? { beacon: round.value.randomness, signature: round.value.signature } : undefined;
}

async function storeSeed(draw: DrawRow): Promise<DrawRow | undefined> {
  const { eventId, root, count } = draw;
  const chance = await chanceOf(draw);
  if (!chance || root === null || count === null) return undefined;
  const beacon = Buffer.from(chance.beacon, "hex");
  const seed = seedOf({ eventId, root: Buffer.from(root, "hex"), size: count, beacon });
  await storeOpening(eventId, { ...chance, seed: seed.toString("hex") });
  return drawOf(eventId);
}

/**
 * Opens the line of a draw that has closed, once its chance is known: one write gives everybody a place. Safe to repeat
 * and to do at once: the first seed stored is the one.
 */
export async function openDraw(draw: DrawRow): Promise<void> {
  const { eventId, seed } = draw.seed === null ? ((await storeSeed(draw)) ?? draw) : draw;
  if (seed !== null) await inRoom(eventId, (known) => script(eventId, known, seed));
}
