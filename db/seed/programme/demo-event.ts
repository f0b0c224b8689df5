import type { Fees, HoldSettings, Tax } from "@/db/schema/events";
import type { SeatingPlan } from "@/db/schema/seating";

/** The pool its units come from (types that name the same pool share it), or the price category of the plan. */
type Supply = { pool: string; category?: never } | { category: string; pool?: never };

export type DemoTicketType = Supply & {
  name: string;
  description?: string;
  priceCents: number;
  /** Own cap inside the pool. */
  capacity?: number;
  maxPerOrder?: number;
  maxPerCustomer?: number;
  /** Days after the seed day. */
  saleStartsInDays?: number;
  saleEndsInDays?: number;
};

export type DemoEvent = {
  slug: string;
  title: string;
  summary: string;
  description: string;
  category: string;
  venue: string;
  series?: string;
  /** The first such weekday (0 is Sunday) at least this many days after the seed day. */
  when: { inDays: number; weekday: number; at: `${number}:${number}`; hours: number };
  timezone: string;
  currency: string;
  hold?: Partial<HoldSettings>;
  fees: Fees;
  taxes: Tax[];
  /** Where nothing is numbered: how many there are, by name. */
  pools?: Record<string, number>;
  /** Its sections are the pools. */
  plan?: () => SeatingPlan;
  ticketTypes: DemoTicketType[];
};

export const noFees: Fees = { fixedCents: 0, percent: 0, included: true };
export const vat = (percent: number, name = "VAT"): Tax => ({ name, percent, included: true });
