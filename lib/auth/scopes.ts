import type { Permission } from "./permissions";

/** What an API key may do; `*` stands for all of it. */
export const scopes = [
  "events:read",
  "events:write",
  "orders:read",
  "orders:resend",
  "refunds:write",
] as const satisfies readonly Permission[];
export type Scope = (typeof scopes)[number];

export const allows = (granted: readonly string[], scope: Scope) => granted.includes("*") || granted.includes(scope);
