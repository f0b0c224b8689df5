import { and, eq, gt, lt, sql } from "drizzle-orm";
import { primary } from "../client";
import { verificationTokens } from "../schema/accounts";

/** How many sign-in links of this address still work; those that do not are forgotten. */
export async function liveLinks(address: string): Promise<number> {
  const ofAddress = eq(verificationTokens.identifier, address);
  await primary()
    .delete(verificationTokens)
    .where(and(ofAddress, lt(verificationTokens.expires, sql`now()`)));
  return primary().$count(verificationTokens, and(ofAddress, gt(verificationTokens.expires, sql`now()`)));
}
