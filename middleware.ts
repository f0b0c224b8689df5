import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/core/content-security";
import { edgeEnv } from "@/lib/core/edge-env";
import { pathIn, splitLanguage } from "@/lib/core/languages";
import { pickQuery } from "@/lib/core/pick-query";
import { decide } from "@/lib/waiting-room/gate";
import { currentGates } from "@/lib/waiting-room/gates";
import { passCookie, readPass } from "@/lib/waiting-room/pass";

// `pick` for its gate, the others for their nonce. `/api` is outside: handlers ask for the pass themselves.
export const config = {
  matcher: [
    "/events/:slug/pick/:path*",
    "/checkout/:path*",
    "/dashboard/:path*",
    "/sign-in/:path*",
    // The same pages under a language; whatever is none is refused.
    "/:language/events/:slug/pick/:path*",
    "/:language/checkout/:path*",
    "/:language/sign-in/:path*",
  ],
};

type Settings = ReturnType<typeof edgeEnv>;

function withNonce(request: NextRequest, settings: Settings) {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = contentSecurityPolicy({ nonce, ...settings });
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next finds the nonce here and puts it on every script it writes.
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function toWaitingRoom(slug: string, request: NextRequest) {
  const { language } = splitLanguage(request.nextUrl.pathname);
  const path = `/waiting-room/${encodeURIComponent(slug)}${pickQuery(request.nextUrl.searchParams)}`;
  const url = new URL(pathIn(language, path), request.nextUrl);
  // 303: what was posted here is not posted there.
  return NextResponse.redirect(url, { status: 303, headers: { "Cache-Control": "private, no-store" } });
}

/** The gate: reads the path, a signed pass and the gate document; no store. */
export async function middleware(request: NextRequest) {
  const settings = edgeEnv();
  const { baseUrl, masters } = settings;
  const path = request.nextUrl.pathname;
  const decision = await decide(path, {
    gates: () => currentGates(settings),
    passOf: (eventId) => {
      const token = request.cookies.get(passCookie(eventId, baseUrl.startsWith("https:")))?.value;
      return readPass({ token, eventId, masters, now: Date.now() });
    },
  });
  if (decision.kind === "bad_request") return new NextResponse("Bad request", { status: 400 });
  if (decision.kind === "wait") return toWaitingRoom(decision.slug, request);
  return splitLanguage(path).path.startsWith("/events/") ? NextResponse.next() : withNonce(request, settings);
}
