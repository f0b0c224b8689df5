import { handOverCookie, readHandOver } from "@/lib/auth/hand-over";
import { languageOf, pathIn } from "@/lib/core/languages";

type Context = { params: Promise<{ language: string; holdId: string }> };

/**
 * Takes a hold over from another device: keeps the token for this one hold, and leaves it out of the address. A link
 * that is no good leads to the same checkout, which then knows nothing of the hold.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { language, holdId } = await params;
  const token = new URL(request.url).searchParams.get("t") ?? undefined;
  const given = readHandOver(holdId, token, new Date());
  const headers = new Headers({
    Location: pathIn(languageOf(language), `/checkout/${encodeURIComponent(holdId)}`),
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
  });
  if (token && given) headers.append("Set-Cookie", handOverCookie(holdId, token, given.until));
  return new Response(null, { status: 303, headers });
}
