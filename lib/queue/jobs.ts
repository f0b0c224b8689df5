import { z } from "zod";

const ofOrder = z.object({ orderId: z.uuid() });
const heldUnit = z.object({
  ticketTypeId: z.uuid(),
  poolId: z.uuid(),
  unit: z.int().positive(),
  typeUnit: z.int().positive().optional(),
});

/** Every job's name and payload: what may be published, and what the door accepts. */
export const payloads = {
  /** After a commit: take the money and announce the sale. */
  capture: ofOrder,
  /** `resendId` names one more sending that an organizer asked for. */
  "send-tickets": ofOrder.extend({ resendId: z.uuid().optional() }),
  "send-payment-failed": ofOrder,
  "send-refund": z.object({ refundId: z.uuid() }),
  "send-invitation": z.object({ invitationId: z.uuid() }),
  "record-order": ofOrder,
  refund: z.object({ refundId: z.uuid() }),
  "give-back": z.object({
    eventId: z.uuid(),
    returnId: z.string(),
    generation: z.int(),
    holdId: z.string(),
    orderId: z.uuid(),
    units: z.array(heldUnit).max(1000),
    blocked: z.boolean().optional(),
  }),
  unblock: z.object({
    eventId: z.uuid(),
    poolId: z.uuid(),
    returnId: z.string(),
    generation: z.int(),
    units: z.array(z.int().positive()).max(1000),
  }),
  /** Each minute, by schedule. */
  "publish-outbox": z.object({}),
  "settle-orders": z.object({}),
  "settle-refunds": z.object({}),
  "sweep-holds": z.object({}),
  "audit-inventory": z.object({}),
  "reconcile-payments": z.object({}),
  "save-rooms": z.object({}),
} as const;

/** What an outbox row's delivery carries besides its payload. */
export const delivered = z.object({ outboxId: z.uuid().optional() });

export type JobName = keyof typeof payloads;
export type Payload<Name extends JobName> = z.output<(typeof payloads)[Name]>;
export const isJob = (name: string): name is JobName => Object.hasOwn(payloads, name);

/** Jobs the queue starts by itself (UTC cron). */
export const schedules = {
  "publish-outbox": "* * * * *",
  "settle-orders": "* * * * *",
  "settle-refunds": "* * * * *",
  "sweep-holds": "* * * * *",
  "audit-inventory": "* * * * *",
  "reconcile-payments": "* * * * *",
  "save-rooms": "* * * * *",
} satisfies Partial<Record<JobName, string>>;
