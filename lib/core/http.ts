import { randomUUID } from "node:crypto";
import { type Problem, problems } from "./problem";

const wellFormed = /^[A-Za-z0-9_.-]{8,64}$/;

/** The caller's own id when it is a plain word, else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  return wellFormed.test(given) ? given : randomUUID();
}

/** A browser, or a router in a page, that looks ahead: nobody asked for anything yet. */
export const isPrefetch = ({ headers }: Request): boolean =>
  [headers.get("purpose"), headers.get("sec-purpose")].some((purpose) => purpose?.includes("prefetch")) ||
  headers.has("next-router-prefetch");

/** An answer for one person: no cache may keep it. */
export const json = (body: unknown, init: ResponseInit = {}) =>
  Response.json(body, { ...init, headers: { "Cache-Control": "private, no-store", ...init.headers } });

const yearSeconds = 365 * 24 * 60 * 60;
const shared = (seconds: number | "for good") =>
  seconds === "for good"
    ? `public, max-age=${yearSeconds}, immutable`
    : `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=${seconds * 2}`;

/** The same bytes for everyone: shared caches keep it, browsers ask again. Never carries a cookie. */
export const publicJson = (body: unknown, sharedSeconds: number) =>
  Response.json(body, { headers: { "Cache-Control": shared(sharedSeconds) } });

/** The same of JSON that is text already; `for good` where its address names its version. */
export const publicText = (text: string, sharedSeconds: number | "for good") =>
  new Response(text, { headers: { "Content-Type": "application/json", "Cache-Control": shared(sharedSeconds) } });

export const noContent = () => new Response(null, { status: 204, headers: { "Cache-Control": "private, no-store" } });

/** RFC 9457. Everything a problem carries is told; `opensAt` and the like arrive as ISO times. */
export function problemResponse(problem: Problem, requestId: string): Response {
  const { kind, retryAfterSeconds, ...extras } = problem;
  const { status, title } = problems[kind];
  const body = { type: `/developers#${kind}`, title, status, code: kind, ...extras, requestId };
  const headers = new Headers({
    "Content-Type": "application/problem+json",
    "Cache-Control": "private, no-store",
    "X-Request-Id": requestId,
  });
  const retryAfter = retryAfterSeconds ?? (status === 503 || status === 429 ? 1 : undefined);
  if (retryAfter !== undefined) headers.set("Retry-After", String(Math.ceil(retryAfter)));
  if (kind === "unauthenticated") headers.set("WWW-Authenticate", "Bearer");
  return new Response(JSON.stringify(body), { status, headers });
}
