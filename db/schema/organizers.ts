import { sql } from "drizzle-orm";
import {
  bigserial,
  check,
  index,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { roles } from "@/lib/core/roles";
import { users } from "./accounts";
import { at, createdAt, id } from "./columns";

export const role = pgEnum("role", roles);

export const organizations = pgTable(
  "organizations",
  {
    id: id(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    /** `#rrggbb` on the pages of its events; null for the product's own. */
    accent: text(),
    createdAt: createdAt(),
  },
  (t) => [check("organizations_accent_is_hex", sql`${t.accent} ~ '^#[0-9a-f]{6}$'`)],
);

export const members = pgTable(
  "members",
  {
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: role().notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.userId] }), index("members_of_user").on(t.userId)],
);

/** A place offered to whoever proves to own this address. Its token is derived from its id: nothing here opens it. */
export const invitations = pgTable(
  "invitations",
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    /** Normalised, as accounts are. */
    email: text().notNull(),
    role: role().notNull(),
    createdAt: createdAt(),
    expiresAt: at().notNull(),
    acceptedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    uniqueIndex("one_open_invitation")
      .on(t.organizationId, t.email)
      .where(sql`${t.acceptedAt} is null and ${t.revokedAt} is null`),
  ],
);

/** A key is shown once; only its SHA-256 is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    id: id(),
    organizationId: uuid()
      .notNull()
      .references(() => organizations.id),
    name: text().notNull(),
    hash: text().notNull().unique(),
    scopes: text().array().notNull().default(sql`'{}'`),
    createdAt: createdAt(),
    lastUsedAt: at(),
    revokedAt: at(),
  },
  (t) => [index("api_keys_of_organization").on(t.organizationId)],
);

/** Append-only, by a trigger: who changed what, from what, to what. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    organizationId: uuid(),
    /** `user:<id>`, `key:<id>`, `fan`, `job:<name>` or `stripe`. */
    actor: text().notNull(),
    /** noun.verb, such as `event.published`. */
    action: text().notNull(),
    targetId: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    requestId: text(),
    at: createdAt(),
  },
  (t) => [index("audit_log_target").on(t.targetId), index("audit_log_organization").on(t.organizationId, t.id)],
);
