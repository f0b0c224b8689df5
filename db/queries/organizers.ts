import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { primary } from "../client";
import { apiKeys, members, organizations } from "../schema/organizers";

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

export const insertKey = (row: typeof apiKeys.$inferInsert) => primary().insert(apiKeys).values(row);

export async function keyByHash(hash: string) {
  const [key] = await primary()
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
  return key;
}

/** Notes that a key is in use, at most once in `everySeconds`. */
export const touchKey = (id: string, everySeconds: number) =>
  primary()
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(
      and(
        eq(apiKeys.id, id),
        or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, sql`now() - ${everySeconds} * interval '1 s'`)),
      ),
    );
