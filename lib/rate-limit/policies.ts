import { env } from "@/lib/core/env";

/** What is counted of who asks; `address` is where a mail would go. */
export type Counted = "network" | "fan" | "key" | "address" | "organization";
/** At most so many in any span of so many seconds, nearly: see @upstash/ratelimit on sliding windows. */
type Quota = { most: number; seconds: number };
type Policy = {
  quotas: Partial<Record<Counted, () => Quota>>;
  /** What happens when Redis fails, or takes longer than `durations.rateLimitTimeoutMs`. */
  whenAway: "open" | "closed";
};

const perMinute = (most: number) => () => ({ most, seconds: 60 });
const perNetwork = () => perMinute(env().LIMITS_NETWORK_PER_MIN)();

/** Reserve is not here: inventory counts in its own script (see lib/inventory/releases). Pages and public documents are not limited. */
export const policies = {
  // Open: a session is only a signed id, and without one nobody can buy.
  session: { quotas: { network: perNetwork }, whenAway: "open" },
  // Open: the script that gives out places asks the same Redis, and knows each fan.
  join: { quotas: { network: perNetwork, fan: perMinute(60) }, whenAway: "open" },
  // Open: a fan who pays is never refused because a counter is away. A call a second is what waiting for a bank takes.
  purchase: { quotas: { network: perNetwork, fan: perMinute(60) }, whenAway: "open" },
  // Closed: a code that is guessed is money given away.
  code: { quotas: { network: perNetwork, fan: perMinute(20) }, whenAway: "closed" },
  // Closed: each one mails a stranger.
  "sign-in": { quotas: { network: perNetwork, address: () => ({ most: 10, seconds: 3600 }) }, whenAway: "closed" },
  // Closed: each one mails a stranger, in words of whoever asks.
  invite: {
    quotas: {
      network: perNetwork,
      address: () => ({ most: 3, seconds: 3600 }),
      organization: () => ({ most: 60, seconds: 3600 }),
    },
    whenAway: "closed",
  },
  // Closed: each one is a mail.
  resend: { quotas: { network: perNetwork, address: () => ({ most: 3, seconds: 3600 }) }, whenAway: "closed" },
  // Open: the key is checked all the same, and an organizer must be able to stop a sale at any time.
  organizer: { quotas: { network: perNetwork, key: perNetwork }, whenAway: "open" },
} satisfies Record<string, Policy>;

export type PolicyName = keyof typeof policies;
export type CountedBy<Name extends PolicyName> = keyof (typeof policies)[Name]["quotas"] & Counted;
