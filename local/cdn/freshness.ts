import type { IncomingHttpHeaders } from "node:http";

/** How long a shared cache may show an answer: fresh, and past that while it fetches the next. In seconds. */
export type Freshness = { freshSeconds: number; staleSeconds: number };

const directive = (control: string, name: string) =>
  Number(new RegExp(`(?:^|[\\s,])${name}=(\\d{1,9})(?:$|[\\s,])`).exec(control)?.[1] ?? 0);

/** Varies by who asks: nothing to share (RFC 9111, section 4.1). */
const personal = /(?:^|[\s,])(?:\*|cookie|authorization)(?:$|[\s,])/i;

/**
 * RFC 9111, section 3, and RFC 5861, as a CDN reads them: only what says `s-maxage` is kept, and never what is private,
 * sets a cookie or differs by cookie.
 */
export function freshnessOf(status: number, headers: IncomingHttpHeaders): Freshness | undefined {
  const control = headers["cache-control"] ?? "";
  if (status !== 200 || headers["set-cookie"] || personal.test(headers.vary ?? "")) return undefined;
  if (/(?:^|[\s,])(?:private|no-store|no-cache)(?:$|[\s,=])/i.test(control)) return undefined;
  const freshSeconds = directive(control, "s-maxage");
  return freshSeconds > 0 ? { freshSeconds, staleSeconds: directive(control, "stale-while-revalidate") } : undefined;
}
