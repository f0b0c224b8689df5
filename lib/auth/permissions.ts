import type { Role } from "@/lib/core/roles";

/** Who may do what in their organization: the one table. An owner may do everything. */
export const permissions = {
  "events:read": ["owner", "manager", "support", "finance"],
  "events:write": ["owner", "manager"],
  "codes:write": ["owner", "manager"],
  "sales:read": ["owner", "manager", "support", "finance"],
  "orders:read": ["owner", "manager", "support", "finance"],
  "orders:resend": ["owner", "manager", "support"],
  "refunds:write": ["owner", "manager", "finance"],
  "audit:read": ["owner", "manager", "finance"],
  "team:read": ["owner", "manager", "support", "finance"],
  "team:manage": ["owner"],
  "team:leave": ["owner", "manager", "support", "finance", "scanner"],
  "keys:manage": ["owner"],
  "settings:write": ["owner"],
  checkin: ["owner", "manager", "support", "scanner"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const mayDo = (role: Role, permission: Permission) =>
  (permissions[permission] as readonly Role[]).includes(role);
