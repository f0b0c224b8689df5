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
