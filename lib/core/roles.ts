/** What somebody may be in a team; `lib/auth/permissions` says what each may do. */
export const roles = ["owner", "manager", "support", "finance", "scanner"] as const;
export type Role = (typeof roles)[number];
