import { DrizzleAdapter } from "@auth/drizzle-adapter";
import type { Adapter, AdapterSession, AdapterUser } from "next-auth/adapters";
import { z } from "zod";
import { primary } from "@/db/client";
import { accounts, sessions, users, verificationTokens } from "@/db/schema/accounts";
import { forget } from "@/lib/cache/cached";
import { cacheKeys } from "@/lib/cache/keys";
import { untilEnded } from "@/lib/cache/until-ended";
import { durations } from "@/lib/core/durations";
import { endSessions } from "./end-sessions";

const time = z.coerce.date();
const known = z.object({
  userId: z.string(),
  expires: time,
  user: z.object({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string(),
    emailVerified: time.nullable(),
    image: z.string().nullable(),
  }),
});
type Known = z.output<typeof known>;

const drizzled = () =>
  DrizzleAdapter(primary(), {
    usersTable: users,
    accountsTable: accounts,
    sessionsTable: sessions,
    verificationTokensTable: verificationTokens,
  });

type Pair = { session: AdapterSession; user: AdapterUser };

async function load(sessionToken: string): Promise<Known | undefined> {
  const found = await drizzled().getSessionAndUser?.(sessionToken);
  if (!found) return undefined;
  const { id, name = null, email, emailVerified, image = null } = found.user;
  const { userId, expires } = found.session;
  return { userId, expires, user: { id, name, email, emailVerified, image } };
}

/** Who this session token belongs to, from the cache for up to 5 min: signing out ends it everywhere at once. */
export async function sessionOf(sessionToken: string): Promise<Pair | null> {
  const key = cacheKeys.session(sessionToken);
  const found = await untilEnded({
    key,
    ttlMs: durations.sessionKeptMs,
    schema: known,
    load: () => load(sessionToken),
  });
  if (!found || found.expires <= new Date()) return null;
  const { user, ...session } = found;
  return { session: { ...session, sessionToken }, user };
}

/** next-auth's Drizzle adapter with sessions read through the cache. */
export function adapter(): Adapter {
  const base = drizzled() as Adapter;
  return {
    ...base,
    getSessionAndUser: sessionOf,
    async updateSession(session) {
      await forget([cacheKeys.session(session.sessionToken)]);
      return base.updateSession?.(session);
    },
    deleteSession: (sessionToken) => endSessions([sessionToken]),
  };
}
