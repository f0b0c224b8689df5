import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { primary, type Transaction } from "../client";
import { apiKeys } from "../schema/organizers";

export const insertKey = (tx: Transaction, row: typeof apiKeys.$inferInsert) => tx.insert(apiKeys).values(row);

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

const live = (organizationId: string) => and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt));

export const liveKeyCount = (tx: Transaction, organizationId: string) => tx.$count(apiKeys, live(organizationId));

/** Keys that work, newest first. */
export const liveKeys = (organizationId: string, count: number) =>
  primary()
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(live(organizationId))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(count);

/** Undefined when there is no such key that works. */
export async function markRevoked(tx: Transaction, organizationId: string, id: string) {
  const [revoked] = await tx
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(live(organizationId), eq(apiKeys.id, id)))
    .returning({ name: apiKeys.name, scopes: apiKeys.scopes });
  return revoked;
}
