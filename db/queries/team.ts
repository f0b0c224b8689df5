import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Role } from "@/lib/core/roles";
import { primary, type Transaction } from "../client";
import { users } from "../schema/accounts";
import { invitations, members, organizations } from "../schema/organizers";

export type InvitationRow = typeof invitations.$inferSelect;
type Reader = Pick<Transaction, "select">;

export async function organizationById(id: string, db: Reader = primary()) {
  const [organization] = await db.select().from(organizations).where(eq(organizations.id, id));
  return organization;
}

/** Its members and settings are changed one after the other. */
export async function lockOrganization(tx: Transaction, id: string) {
  const [organization] = await tx.select().from(organizations).where(eq(organizations.id, id)).for("update");
  return organization;
}

export async function lockUser(tx: Transaction, userId: string) {
  const [user] = await tx.select().from(users).where(eq(users.id, userId)).for("update");
  return user;
}

/** False when the address (or this very organization) is there already. */
export async function insertOrganization(tx: Transaction, row: typeof organizations.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(organizations).values(row).onConflictDoNothing().returning({ id: organizations.id });
  return inserted.length > 0;
}

export const setOrganization = (tx: Transaction, id: string, columns: { name?: string; accent?: string | null }) =>
  tx.update(organizations).set(columns).where(eq(organizations.id, id));

export const ownedBy = (tx: Transaction, userId: string) =>
  tx.$count(members, and(eq(members.userId, userId), eq(members.role, "owner")));

export const membersOf = (organizationId: string, count: number, db: Reader = primary()) =>
  db
    .select({
      userId: members.userId,
      role: members.role,
      name: users.name,
      email: users.email,
      joinedAt: members.createdAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.organizationId, organizationId))
    .orderBy(asc(members.createdAt), asc(members.userId))
    .limit(count);

/** False when the person is a member already: their role stays. */
export async function insertMember(tx: Transaction, row: typeof members.$inferInsert): Promise<boolean> {
  const inserted = await tx.insert(members).values(row).onConflictDoNothing().returning({ userId: members.userId });
  return inserted.length > 0;
}

const ofMember = (organizationId: string, userId: string) =>
  and(eq(members.organizationId, organizationId), eq(members.userId, userId));

export const setRole = (tx: Transaction, organizationId: string, userId: string, role: Role) =>
  tx.update(members).set({ role }).where(ofMember(organizationId, userId));

export const deleteMember = (tx: Transaction, organizationId: string, userId: string) =>
  tx.delete(members).where(ofMember(organizationId, userId));

const isOpen = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

/** Those that can still be accepted, newest first. */
export const openInvitations = (organizationId: string, count: number, db: Reader = primary()) =>
  db
    .select()
    .from(invitations)
    .where(and(eq(invitations.organizationId, organizationId), isOpen, gt(invitations.expiresAt, sql`now()`)))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(count);

export async function invitationById(id: string, db: Reader = primary()) {
  const [row] = await db
    .select({
      invitation: invitations,
      organizationName: organizations.name,
      expired: sql<boolean>`${invitations.expiresAt} <= now()`,
    })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(eq(invitations.id, id));
  return row;
}

type NewInvitation = { id: string; organizationId: string; email: string; role: Role; days: number };

export const insertInvitation = (tx: Transaction, { days, ...row }: NewInvitation) =>
  tx.insert(invitations).values({ ...row, expiresAt: sql`now() + ${days} * interval '1 day'` });

/** Takes back what is still open: one invitation, or all of an address. */
export const revokeInvitations = (tx: Transaction, organizationId: string, which: { id: string } | { email: string }) =>
  tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(
      and(
        eq(invitations.organizationId, organizationId),
        isOpen,
        "id" in which ? eq(invitations.id, which.id) : eq(invitations.email, which.email),
      ),
    )
    .returning();

/** Undefined when it was accepted or taken back meanwhile, or ran out. */
export async function markAccepted(tx: Transaction, id: string): Promise<InvitationRow | undefined> {
  const [accepted] = await tx
    .update(invitations)
    .set({ acceptedAt: sql`now()` })
    .where(and(eq(invitations.id, id), isOpen, gt(invitations.expiresAt, sql`now()`)))
    .returning();
  return accepted;
}

const membershipsMax = 100;

/** The organizations of this person, the one they joined first first. */
export const membershipsOf = (userId: string) =>
  primary()
    .select({ organizationId: members.organizationId, organizationName: organizations.name, role: members.role })
    .from(members)
    .innerJoin(organizations, eq(organizations.id, members.organizationId))
    .where(eq(members.userId, userId))
    .orderBy(asc(members.createdAt), asc(members.organizationId))
    .limit(membershipsMax);
