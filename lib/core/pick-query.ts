/** What the page where tickets are chosen understands of its address: a wish for tickets, or a hold to change. */
const shapes = {
  tickets: /^[0-9a-f-]{36}\.[1-9]\d{0,2}(?:~[0-9a-f-]{36}\.[1-9]\d{0,2}){0,19}$/,
  hold: /^h_[0-9a-f-]{36}_[0-9a-f]{32}_[0-9a-f]{16}$/,
};

/** That part of a query, to take along through the waiting room, as `?tickets=…`; empty where there is none of it. */
export function pickQuery(given: URLSearchParams): string {
  const kept = Object.entries(shapes).flatMap(([name, shape]) => {
    const value = given.get(name) ?? "";
    return shape.test(value) ? [`${name}=${value}`] : [];
  });
  return kept.length > 0 ? `?${kept.join("&")}` : "";
}

const withQuery = (path: string, chosen: string) => path + (path.includes("?") ? chosen.replace("?", "&") : chosen);

/** An address of ours with what `pickQuery` gave; one that leads through signing in has it where one comes back. */
export function takeAlong(href: string, chosen: string): string {
  const [, way, back] = /^(.*\?callbackUrl=)(.+)$/.exec(href) ?? [];
  if (!way || !back) return withQuery(href, chosen);
  return way + encodeURIComponent(withQuery(decodeURIComponent(back), chosen));
}
