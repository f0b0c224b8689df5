import { z } from "zod";
import { openToken, sealToken } from "@/lib/core/token";
import { laneNames } from "./lanes";

const payload = z.strictObject({
  person: z.string().length(22),
  number: z.int().min(1),
  /** The visitor who may show it: the same person when nobody is signed in. */
  fan: z.string().length(22),
  epoch: z.int().min(0),
  /** The line the number is of. */
  lane: z.enum(["", ...laneNames]).default(""),
});

/** Proof of a number in one event's room. */
export type Ticket = z.output<typeof payload>;

export const sealTicket = (eventId: string, ticket: Ticket): string => sealToken("ticket", eventId, ticket);

/** Undefined for anything but a ticket of ours for this event. */
export const readTicket = (eventId: string, text: string): Ticket | undefined =>
  payload.safeParse(openToken("ticket", eventId, text)).data;
