import { createHash, randomBytes } from "node:crypto";
import { type DrawRow, drawOf, insertDraw } from "@/db/queries/draws";
import { durations } from "@/lib/core/durations";
import { InvariantError } from "@/lib/core/invariant";
import { chainOf, roundFrom } from "./chain";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");

/** How long after it was stored the root's round comes out, at least. */
export const delaySeconds = durations.drawDelayMs / 1000;

/** Where the chance comes from: a round nobody can know yet, or, without a beacon, a secret that is committed to. */
function newSource(closesAt: Date) {
  const configured = chainOf();
  if (!configured) {
    const secret = randomBytes(32);
    const commitment = sha256(secret);
    return {
      told: { kind: "commitment", sha256: commitment },
      stored: { chain: null, round: null, commitment, secret: secret.toString("hex") },
    };
  }
  const { urls: _, ...chain } = configured;
  const round = roundFrom(chain, new Date(closesAt.getTime() + durations.drawPauseMs));
  return {
    told: { kind: "drand", chain, round, delaySeconds },
    stored: { chain, round, commitment: null, secret: null },
  };
}

/**
 * The rules of an event's draw, its closing and its round, told and stored before anybody registers. They stand as they
 * were first announced, whatever is changed afterwards; safe to repeat.
 */
export async function announceDraw(eventId: string, opensAt: Date): Promise<DrawRow> {
  const known = await drawOf(eventId);
  if (known) return known;
  const { told, stored } = newSource(opensAt);
  const rules = JSON.stringify({
    draw: "holdfast/1",
    event: eventId,
    closes: opensAt.toISOString(),
    source: told,
    root: "RFC 6962 tree, SHA-256, of HMAC-SHA-256(salt, person) in the order of joining; 32 zeros for nobody",
    seed: "HMAC-SHA-256(value; root, count as 8 bytes big-endian, event)",
    place: "8 rounds of balanced Feistel over HMAC-SHA-256(seed), cycle walking; as vectors.json shows",
    late: "who joins after the closing stands behind everybody drawn, in the order of joining",
  });
  const saltKey = randomBytes(32).toString("hex");
  await insertDraw({ eventId, rules, rulesHash: sha256(rules), closesAt: opensAt, ...stored, saltKey });
  const draw = await drawOf(eventId);
  if (!draw) throw new InvariantError("a draw that was announced is stored");
  return draw;
}
