import { parseCookie } from "cookie";
import { cookies } from "next/headers";
import { env } from "@/lib/core/env";
import { sessionOf } from "./adapter";

export type User = { id: string; email: string; name: string | null };

/** next-auth's own name for its cookie. */
const cookieName = () =>
  env().NEXTAUTH_URL.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";

async function userOf(token: string | undefined): Promise<User | undefined> {
  if (!token || token.length > 200) return undefined;
  const found = await sessionOf(token);
  return found ? { id: found.user.id, email: found.user.email, name: found.user.name ?? null } : undefined;
}

/** Who is signed in, for pages and actions. */
export const currentUser = async (): Promise<User | undefined> => userOf((await cookies()).get(cookieName())?.value);

const sessionOfRequest = (request: Request) => parseCookie(request.headers.get("cookie") ?? "")[cookieName()];

/** Whether somebody says they are signed in: only `actingUser` knows. */
export const hasSession = (request: Request): boolean => sessionOfRequest(request) !== undefined;

/** Who is signed in, for a route handler. */
export const actingUser = (request: Request): Promise<User | undefined> => userOf(sessionOfRequest(request));
