import { createHash } from "node:crypto";
import { stringifySetCookie } from "cookie";
import { cookies } from "next/headers";
import { z } from "zod";
import { env } from "@/lib/core/env";
import { openToken, sealToken } from "@/lib/core/token";

const payload = z.object({ fan: z.string(), until: z.number() });

type HandOver = { holdId: string; fan: string; until: Date };

const isHttps = () => env().NEXTAUTH_URL.startsWith("https:");

/** One cookie a hold, so that a device may carry on with several and stays whoever it is. */
function cookieName(holdId: string) {
  const name = `hf_hold_${createHash("sha256").update(holdId).digest("hex").slice(0, 12)}`;
  return isHttps() ? `__Host-${name}` : name;
}

/** Lets whoever shows it act on this one hold as its fan, until then: see docs/decisions/0014. */
export const handOverToken = ({ holdId, fan, until }: HandOver): string =>
  sealToken("hand-over", holdId, { fan, until: until.getTime() });

/** Whose hold a token hands over; undefined for another hold's, one that is over, or none of ours. */
export function readHandOver(holdId: string, token: string | undefined, now: Date) {
  const parsed = payload.safeParse(openToken("hand-over", holdId, token));
  if (!parsed.success || parsed.data.until <= now.getTime()) return undefined;
  return { fan: parsed.data.fan, until: new Date(parsed.data.until) };
}

/** The `Set-Cookie` line by which a device keeps what it was handed, as long as that lasts. */
export const handOverCookie = (holdId: string, token: string, until: Date) =>
  stringifySetCookie({
    name: cookieName(holdId),
    value: token,
    ...{ httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/", expires: until },
  });

/** The fan for whom this device may act on the hold, if it was handed over to it. */
export async function handedOver(holdId: string): Promise<string | undefined> {
  return readHandOver(holdId, (await cookies()).get(cookieName(holdId))?.value, new Date())?.fan;
}
