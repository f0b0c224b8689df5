import { z } from "zod";
import { limits } from "./limits";

export const faultSchema = z.object({
  /** Refuse the mail; accept it late; accept it and close the connection without a word. */
  status: z.enum(["reject", "delay", "dropAnswer"]),
  times: z.number().int().min(0).max(100_000).default(1),
  delayMs: z.number().int().min(0).max(limits.faultMsMax).default(0),
  /** For "reject": 4xx says try again, 5xx says never. */
  code: z.number().int().min(400).max(599).default(451),
});

export type Fault = z.output<typeof faultSchema>;

/** One fault at a time; setting another replaces it, and it ends after so many mails. */
export function openFaults() {
  let current: Fault | undefined;
  return {
    set: (fault: Fault) => {
      current = fault.times > 0 ? fault : undefined;
    },
    remaining: () => current?.times ?? 0,
    /** The fault for one mail, if it is to meet one. */
    take: (): Fault | undefined => {
      const fault = current;
      if (fault) current = fault.times > 1 ? { ...fault, times: fault.times - 1 } : undefined;
      return fault;
    },
  };
}

export type Faults = ReturnType<typeof openFaults>;
