/** What an API key may do; `*` stands for all of it. */
export const scopes = ["events:read", "events:write", "orders:read", "refunds:write"] as const;
export type Scope = (typeof scopes)[number];

export const allows = (granted: readonly string[], scope: Scope) => granted.includes("*") || granted.includes(scope);
