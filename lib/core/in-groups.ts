/** Works through a list, so many at once, and begins no group after `untilMs`. `work` throws only to end it all. */
export async function inGroups<Item>(
  items: readonly Item[],
  size: number,
  work: (item: Item) => Promise<unknown>,
  untilMs = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (let start = 0; start < items.length && Date.now() < untilMs; start += size)
    await Promise.all(items.slice(start, start + size).map(work));
}
