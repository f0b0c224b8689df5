import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

/** One entry of one collection gets a value, or is gone. */
export type Change<Shape> = {
  [Name in keyof Shape]: [collection: Name, key: string, value: Shape[Name] | null];
}[keyof Shape];

export type Collections<Shape> = { [Name in keyof Shape]: Map<string, Shape[Name]> };

export type Journal<Shape> = {
  /** In memory, complete. Deleting here without a commit forgets an entry at the next compaction. */
  collections: Collections<Shape>;
  /** All of it or nothing, and on disk as far as a killed process is concerned when this returns. */
  commit(changes: Change<Shape>[]): void;
  compact(): void;
  close(): void;
};

type Options<Shape> = { folder: string; collections: (keyof Shape & string)[]; compactEveryBytes: number };

/**
 * Named maps that survive `kill -9`: one line of JSON per commit, written out before commit returns.
 * A torn line was never acknowledged, so reading skips it. The file is rewritten at start and as it grows.
 */
export function openJournal<Shape extends Record<string, unknown>>(options: Options<Shape>): Journal<Shape> {
  mkdirSync(options.folder, { recursive: true });
  const path = join(options.folder, "journal.jsonl");
  const collections = Object.fromEntries(options.collections.map((name) => [name, new Map()])) as Collections<Shape>;
  for (const line of linesOf(path)) for (const change of changesIn<Shape>(line)) apply(collections, change);

  let { file, bytes: liveBytes } = rewrite(path, collections);
  let appendedBytes = 0;
  let torn = false;

  const compact = () => {
    closeSync(file);
    ({ file, bytes: liveBytes } = rewrite(path, collections));
    appendedBytes = 0;
  };
  const commit = (changes: Change<Shape>[]) => {
    if (changes.length === 0) return;
    const line = Buffer.from(`${torn ? "\n" : ""}${JSON.stringify(changes)}\n`);
    torn = true;
    writeAll(file, line);
    torn = false;
    for (const change of changes) apply(collections, change);
    appendedBytes += line.length;
    if (appendedBytes > Math.max(options.compactEveryBytes, liveBytes)) compact();
  };
  return { collections, commit, compact, close: () => closeSync(file) };
}

function apply<Shape>(collections: Collections<Shape>, [name, key, value]: Change<Shape>) {
  if (value === null) collections[name]?.delete(key);
  else collections[name]?.set(key, value);
}

function* linesOf(path: string) {
  if (!existsSync(path)) return;
  const content = readFileSync(path);
  for (let start = 0; start < content.length; ) {
    const end = content.indexOf(10, start);
    if (end < 0) return;
    yield content.toString("utf8", start, end);
    start = end + 1;
  }
}

function changesIn<Shape>(line: string): Change<Shape>[] {
  try {
    return JSON.parse(line);
  } catch {
    return [];
  }
}

/** A new file with only what lives, in the place of the old one; open for appending. */
function rewrite<Shape>(path: string, collections: Collections<Shape>) {
  const fresh = `${path}.new`;
  const file = openSync(fresh, "w");
  let bytes = 0;
  for (const name of Object.keys(collections)) {
    const entries: Map<string, unknown> = collections[name as keyof Shape];
    for (const [key, value] of entries) {
      const line = Buffer.from(`${JSON.stringify([[name, key, value]])}\n`);
      writeAll(file, line);
      bytes += line.length;
    }
  }
  renameSync(fresh, path);
  return { file, bytes };
}

function writeAll(file: number, bytes: Buffer) {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
