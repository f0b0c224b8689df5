import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { primary } from "../client";
import { sessions, verificationTokens } from "../schema/accounts";

/** How many sign-in links of this address still work; those that do not are forgotten. */
export async function liveLinks(address: string): Promise<number> {
  const ofAddress = eq(verificationTokens.identifier, address);
  await primary()
    .delete(verificationTokens)
    .where(and(ofAddress, lt(verificationTokens.expires, sql`now()`)));
  return primary().$count(verificationTokens, and(ofAddress, gt(verificationTokens.expires, sql`now()`)));
}

export const deleteSessions = (tokens: string[]) =>
  primary().delete(sessions).where(inArray(sessions.sessionToken, tokens));

/** Up to `count` sessions of a person. */
export async function sessionTokensOf(userId: string, count: number): Promise<string[]> {
  const rows = await primary()
    .select({ token: sessions.sessionToken })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .limit(count);
  return rows.map(({ token }) => token);
}
