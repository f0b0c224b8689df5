import { z } from "zod";
import { badRequest } from "./errors";
import { paging } from "./params";

const page = z.object(paging);
type Page = z.output<typeof page>;
type Listed = { id: string; created?: number };

/** One page of a list, newest first, with Stripe's cursors. */
export function listPage<Item extends Listed>(oldestFirst: Item[], asked: Page, url: string) {
  const items = oldestFirst.toReversed().filter((item) => createdWithin(item.created ?? 0, asked.created));
  const { limit, starting_after: after, ending_before: before } = asked;

  if (before !== undefined) {
    const end = indexOf(items, before, "ending_before");
    const start = Math.max(0, end - limit);
    return { object: "list" as const, data: items.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : indexOf(items, after, "starting_after") + 1;
  const data = items.slice(start, start + limit);
  return { object: "list" as const, data, has_more: items.length > start + limit, url };
}

function indexOf(items: Listed[], id: string, param: string) {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw badRequest(`No such object: '${id}'`, { code: "resource_missing", param });
  return index;
}

function createdWithin(created: number, wanted: Page["created"]) {
  if (wanted === undefined) return true;
  if (typeof wanted === "number") return created === wanted;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = wanted;
  return created > gt && created >= gte && created < lt && created <= lte;
}
