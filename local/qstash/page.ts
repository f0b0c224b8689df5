import { limits } from "./limits";

export type Page<Item> = { items: Item[]; cursor?: string };

/** The part after the query's cursor, and the cursor of what follows it: the key of the last item given out. */
export function pageOf<Item>(
  entries: [key: string, item: Item][],
  query: URLSearchParams,
  countDefault = 100,
): Page<Item> {
  const cursor = query.get("cursor");
  const start = cursor ? entries.findIndex(([key]) => key === cursor) + 1 : 0;
  const asked = Number(query.get("count") ?? countDefault);
  const count = Number.isInteger(asked) && asked > 0 ? Math.min(asked, limits.pageMax) : countDefault;
  const part = entries.slice(start, start + count);
  const last = part.at(-1);
  const items = part.map(([, item]) => item);
  return last && start + count < entries.length ? { items, cursor: last[0] } : { items };
}
