import { env } from "@/lib/core/env";

/** A chain of drand rounds, pinned by its hash and key: who answers for it proves nothing by who it is. */
export type Chain = {
  /** Where its rounds are asked for, the first first. */
  urls: string[];
  hash: string;
  /** On G2, compressed, in hex. */
  publicKey: string;
  genesisSeconds: number;
  periodSeconds: number;
};

/** The chain of this deployment; undefined where no beacon is configured. */
export function chainOf(): Chain | undefined {
  const { DRAND_URL, DRAND_CHAIN_HASH, DRAND_PUBLIC_KEY, DRAND_GENESIS, DRAND_PERIOD } = env();
  if (DRAND_URL.length === 0) return undefined;
  const [hash, publicKey] = [DRAND_CHAIN_HASH, DRAND_PUBLIC_KEY];
  return { urls: DRAND_URL, hash, publicKey, genesisSeconds: DRAND_GENESIS, periodSeconds: DRAND_PERIOD };
}

type Clock = Pick<Chain, "genesisSeconds" | "periodSeconds">;

/** When a round comes out: round 1 at the genesis, one each period after it. */
export const timeOfRound = ({ genesisSeconds, periodSeconds }: Clock, round: number): Date =>
  new Date((genesisSeconds + (round - 1) * periodSeconds) * 1000);

/** The first round that does not come out before this time. */
export const roundFrom = ({ genesisSeconds, periodSeconds }: Clock, at: Date): number =>
  Math.max(1, Math.ceil((at.getTime() / 1000 - genesisSeconds) / periodSeconds) + 1);
