/** Every refusal an outside program may meet: its stable code, HTTP status and title. */
export const problems = {
  invalid_request: { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "Sign in or send a valid key" },
  payment_declined: { status: 402, title: "The payment was declined" },
  pass_required: { status: 403, title: "A pass from the waiting room is required" },
  challenge_required: { status: 403, title: "Solve the challenge, and ask again with its solution" },
  forbidden: { status: 403, title: "This is not allowed" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "This address does not know that method" },
  sold_out: { status: 409, title: "Not enough tickets are left" },
  seats_taken: { status: 409, title: "These seats are taken" },
  limit_exceeded: { status: 409, title: "This is more than one buyer may have" },
  not_on_sale: { status: 409, title: "Not on sale" },
  code_invalid: { status: 409, title: "The code does not work" },
  conflict: { status: 409, title: "This cannot be done now" },
  hold_expired: { status: 410, title: "The hold has expired" },
  gone: { status: 410, title: "This has ended" },
  too_large: { status: 413, title: "The request is too large" },
  unsupported_media: { status: 415, title: "Send application/json" },
  idempotency_mismatch: { status: 422, title: "This key was used with another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  not_configured: { status: 501, title: "This is not set up here" },
  unavailable: { status: 503, title: "Try again in a moment" },
} as const;

export type ProblemKind = keyof typeof problems;
export const problemKinds = Object.keys(problems) as ProblemKind[];

/** A refusal on its way out. What it carries beside `kind` is told to the client, so it is never secret. */
export type Problem = {
  kind: ProblemKind;
  detail?: string;
  fields?: Readonly<Record<string, readonly string[]>>;
  /** Becomes `Retry-After`. */
  retryAfterSeconds?: number;
};
