import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { CollectionName } from "./collections";

/** One line of the file: everything one operation changed, so that a crash keeps all of it or none. */
export type Change = { name: CollectionName; id: string; record: object | null };

const compactAboveBytes = 64 * 1024 * 1024;
const batchLength = 1024 * 1024;

/**
 * An append-only file of changes. A written line outlives `kill -9`, because the kernel has it;
 * a line cut short by one was never acknowledged and is ignored.
 */
export function openJournal(stateDir: string) {
  mkdirSync(stateDir, { recursive: true });
  const path = join(stateDir, "stripe.jsonl");
  let file: number | undefined;
  let bytes = 0;
  let bytesAtStart = 0;

  return {
    read(): Change[] {
      if (!existsSync(path)) return [];
      const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
      return lines.flatMap((line): Change[] => JSON.parse(line));
    },

    /** Replaces the file by what is true now; a crash before the rename leaves the old one whole. */
    rewrite(records: Iterable<Change>) {
      const next = openSync(`${path}.next`, "w");
      bytes = 0;
      for (const text of inBatches(records)) bytes += writeSync(next, text);
      renameSync(`${path}.next`, path);
      if (file !== undefined) closeSync(file);
      file = next;
      bytesAtStart = bytes;
    },

    append(changes: Change[]) {
      if (file === undefined) throw new Error("The journal is written before it was opened");
      bytes += writeSync(file, `${JSON.stringify(changes)}\n`);
    },

    needsRewrite: () => bytes > compactAboveBytes && bytes > 4 * bytesAtStart,
  };
}

/** Lines together, so that a large state is written with few calls. */
function* inBatches(records: Iterable<Change>) {
  let text = "";
  for (const record of records) {
    text += `${JSON.stringify([record])}\n`;
    if (text.length < batchLength) continue;
    yield text;
    text = "";
  }
  yield text;
}
