export type Entry = { id: string; dueAt: number; seq: number };

const earlier = (a: Entry, b: Entry) => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq);

/** Earliest due first, then by order of acceptance. */
export class Heap {
  #entries: Entry[] = [];

  get size() {
    return this.#entries.length;
  }

  first() {
    return this.#entries[0];
  }

  push(entry: Entry) {
    const entries = this.#entries;
    let at = entries.length;
    for (let parent = (at - 1) >> 1; at > 0; parent = (at - 1) >> 1) {
      const above = entries[parent];
      if (!above || !earlier(entry, above)) break;
      entries[at] = above;
      at = parent;
    }
    entries[at] = entry;
  }

  shift() {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined || entries.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = entries[2 * at + 1];
      const right = entries[2 * at + 2];
      const child = left && right && earlier(right, left) ? right : left;
      if (!child || !earlier(child, last)) break;
      entries[at] = child;
      at = child === right ? 2 * at + 2 : 2 * at + 1;
    }
    entries[at] = last;
    return first;
  }
}
