import { stringifySetCookie } from "cookie";
import { cookies, headers } from "next/headers";
import { env } from "@/lib/core/env";
import { openToken } from "@/lib/core/token";
import { judgePass, leewayMs, type Pass, passCookie, passCookies, passIn } from "./pass";
import { personOf } from "./person";
import type { SealedPass } from "./seal-pass";

const cookiesMax = 4;
const isHttps = () => env().NEXTAUTH_URL.startsWith("https:");

/** The token this request carries for the event: its cookie in a browser, a header in a program. */
async function tokenFor(eventId: string): Promise<string | undefined> {
  const cookie = (await cookies()).get(passCookie(eventId, isHttps()));
  return cookie?.value ?? (await headers()).get("holdfast-pass") ?? undefined;
}

/** The pass this visitor shows for the event, whether or not it is over; a pass of somebody else is none. */
export async function shownPass(eventId: string, fan: string | undefined): Promise<Pass | undefined> {
  const pass = passIn(openToken("pass", eventId, await tokenFor(eventId)), eventId);
  return pass && fan && pass.fan === personOf(eventId, { visitor: fan }) ? pass : undefined;
}

/** The same while it is good. Verified offline: those let in go on while Redis is away. */
export async function livePass(eventId: string, fan: string | undefined): Promise<Pass | undefined> {
  return judgePass(await shownPass(eventId, fan), eventId, Date.now());
}

/** As `cookies().set` takes it; `pass` undefined takes it away. */
export function passCookieOf(eventId: string, sealed: SealedPass | undefined) {
  const expires = sealed ? new Date(sealed.expiresAt.getTime() + leewayMs) : new Date(0);
  const settings = { httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/", expires } as const;
  return { name: passCookie(eventId, isHttps()), value: sealed?.pass ?? "", ...settings };
}

/** The `Set-Cookie` lines that keep a pass, and let go of others beyond the fourth. */
export async function passCookieLines(eventId: string, sealed: SealedPass): Promise<string[]> {
  const own = passCookieOf(eventId, sealed);
  const all = (await cookies()).getAll().map(({ name }) => name);
  const others = all.filter((name) => name.startsWith(passCookies(isHttps())) && name !== own.name);
  const surplus = others.slice(0, Math.max(0, others.length - cookiesMax + 1));
  return [own, ...surplus.map((name) => ({ ...own, name, value: "", expires: new Date(0) }))].map((each) =>
    stringifySetCookie(each),
  );
}
