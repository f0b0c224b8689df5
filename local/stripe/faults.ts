import { z } from "zod";
import type { ErrorBody } from "./errors";

export const faultInput = z.strictObject({
  /** `*` stands for one part of the path, `**` for any. */
  path: z.string().min(1).max(200),
  method: z.enum(["GET", "POST", "DELETE"]).optional(),
  status: z.number().int().min(400).max(599).optional(),
  delayMs: z.number().int().min(0).max(600_000).default(0),
  dropAnswer: z.boolean().default(false),
  /** Whether the delay and the status come before the work is done (then a status means it is not) or after. */
  when: z.enum(["before", "after"]).default("before"),
  times: z.number().int().min(1).max(1_000_000).default(1),
});

export type Fault = z.output<typeof faultInput>;
export type Faults = ReturnType<typeof openFaults>;

/** What goes wrong on purpose. Kept in memory only: a restart of Stripe ends its troubles. */
export function openFaults() {
  let faults: Fault[] = [];
  return {
    add: (fault: Fault) => void faults.push(fault),
    clear: () => {
      faults = [];
    },
    all: () => faults,
    take(method: string, path: string): Fault | undefined {
      const fault = faults.find((one) => (!one.method || one.method === method) && patternOf(one.path).test(path));
      if (fault) fault.times -= 1;
      faults = faults.filter(({ times }) => times > 0);
      return fault;
    },
  };
}

function patternOf(path: string) {
  const quoted = path.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${quoted.replaceAll(/\*+/g, (stars) => (stars.length > 1 ? ".*" : "[^/]*"))}$`);
}

export function faultBody(status: number): ErrorBody {
  if (status === 429) {
    const message =
      "Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.";
    return { type: "invalid_request_error", code: "rate_limit", message };
  }
  if (status === 409) {
    const message = "This object cannot be accessed right now because another API request is currently accessing it.";
    return { type: "invalid_request_error", code: "lock_timeout", message };
  }
  if (status < 500) return { type: "invalid_request_error", message: "Something about this request was wrong." };
  return { type: "api_error", message: "Sorry! There was an error while talking to one of our backends." };
}
