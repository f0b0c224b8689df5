import { infoOf, latestRound, roundOf } from "./beacon/chain";
import { type Answer, answer, refuse } from "./http/answer";
import { listen } from "./http/listen";
import { httpServer, type Request } from "./http/server";

/** A drand chain of one member, unchained, signatures on G1. PORT and DRAND_SECRET_KEY, 32 bytes in hex. */
const secretKey = process.env.DRAND_SECRET_KEY ?? "";
if (!/^[0-9a-f]{64}$/.test(secretKey)) throw new Error("DRAND_SECRET_KEY is not set");
const info = infoOf(secretKey);

const keptMax = 1000;
const kept = new Map<number, Answer>();

function say(round: number): Answer {
  // A round that is not out yet is nobody's to know: that is the whole point of a beacon.
  if (!Number.isSafeInteger(round) || round < 1 || round > latestRound()) return refuse(404, "no such round").answer;
  const known = kept.get(round);
  if (known) return known;
  if (kept.size >= keptMax) kept.clear();
  const said = answer(roundOf(secretKey, round));
  kept.set(round, said);
  return said;
}

function handle({ method, path }: Request): Answer {
  if (method !== "GET") return refuse(405, "only GET").answer;
  if (path === "/_local/health") return answer({ ready: true });
  if (path === "/chains") return answer([info.hash]);
  const [, chain, rest] = /^\/(?:([0-9a-f]{64})\/)?(.{1,60})$/.exec(path) ?? [];
  if (!rest || (chain && chain !== info.hash)) return refuse(404, "no such chain").answer;
  if (rest === "info") return answer(info);
  const [, round] = /^public\/(latest|\d{1,15})$/.exec(rest) ?? [];
  if (!round) return refuse(404, "no such endpoint").answer;
  return say(round === "latest" ? latestRound() : Number(round));
}

listen(httpServer({ bodyBytesMax: 1024, handle }), () => undefined);
