import { randomBytes } from "node:crypto";
import { parseCookie, stringifySetCookie } from "cookie";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/core/env";
import { ok, type Result, refuse } from "@/lib/core/result";
import { openToken, sealToken } from "@/lib/core/token";

const payload = z.object({ fan: z.string().regex(/^v_[A-Za-z0-9_-]{22}$/) });
const yearSeconds = 365 * 24 * 60 * 60;

const isHttps = () => env().NEXTAUTH_URL.startsWith("https:");
// A `__Host-` cookie cannot be planted by a sibling domain; browsers take it over https only.
const cookieName = () => (isHttps() ? "__Host-hf_fan" : "hf_fan");
const settings = () =>
  ({ httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/", maxAge: yearSeconds }) as const;

/** A new fan nobody has met, with the token that proves it is them. */
export function mintVisitor(): { fan: string; token: string } {
  const fan = `v_${randomBytes(16).toString("base64url")}`;
  return { fan, token: sealToken("visitor", "", { fan }) };
}

/** The fan a token was minted for; undefined for anything we did not sign. */
export function readVisitor(token: string | undefined): string | undefined {
  const parsed = payload.safeParse(openToken("visitor", "", token));
  return parsed.success ? parsed.data.fan : undefined;
}

/** The token this request carries: `Authorization: Bearer` of an app or script wins over the cookie of a page. */
export function visitorTokenOf(request: Request): string | undefined {
  const [, bearer] = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  return bearer ?? parseCookie(request.headers.get("cookie") ?? "")[cookieName()];
}

export const actingFan = (request: Request): string | undefined => readVisitor(visitorTokenOf(request));

/** A form of another site brings no cookie; a new fan would take the place of the one this browser has. */
const isFromElsewhere = (request: Request) => request.headers.get("sec-fetch-site") === "cross-site";

/** The fan who asks, new if this is their first action, with the cookie line that says so. A program that sends a token means that token. */
export function askingFan(request: Request): Result<{ fan: string; cookie: string[] }, { kind: "unauthenticated" }> {
  const fan = actingFan(request);
  if (fan) return ok({ fan, cookie: [] });
  if (request.headers.has("authorization") || isFromElsewhere(request)) return refuse({ kind: "unauthenticated" });
  const minted = mintVisitor();
  return ok({ fan: minted.fan, cookie: [visitorCookie(minted.token)] });
}

/** The `Set-Cookie` line that makes a browser remember the fan. */
export const visitorCookie = (token: string) => stringifySetCookie({ name: cookieName(), value: token, ...settings() });

/** The fan who looks at this page, if they did something before. Pages never mint. */
export async function currentFan(): Promise<string | undefined> {
  return readVisitor((await cookies()).get(cookieName())?.value);
}

/** The fan who does this; minted on their first action. */
export async function ensureFan(): Promise<string> {
  const known = await currentFan();
  if (known) return known;
  const { fan, token } = mintVisitor();
  (await cookies()).set(cookieName(), token, settings());
  return fan;
}
