import { createHmac } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { redis } from "@/lib/redis/client";
import { keysOf } from "../keys";
import { hidden } from "./seed";
import { manyHmacs } from "./sha256";

const leafBytes = 32;
const saltBytes = 16;
const peopleAtOnce = 5000;

/** What makes the leaf of one person a secret to whoever lacks their receipt. */
export const saltOf = (saltKey: string, person: string): Buffer =>
  createHmac("sha256", Buffer.from(saltKey, "hex")).update(person).digest().subarray(0, saltBytes);

/** What stands in the tree for a person of this draw. */
export const contentOf = (saltKey: string, person: string): Buffer => hidden(person, saltOf(saltKey, person));

/** The same for one person after the other, as a string of bytes. */
export function contentsOf(saltKey: string): (person: string) => string {
  const [salts, contents] = [manyHmacs(), manyHmacs()];
  salts.setKey(Buffer.from(saltKey, "hex").toString("latin1"));
  return (person) => {
    contents.setKey(salts.of(person).slice(0, saltBytes));
    return contents.of(person);
  };
}

/** Where a person stands in the order of joining, from 0; undefined for one who was not there. */
export function indexOf(contents: Buffer, content: Buffer): number | undefined {
  let at = contents.indexOf(content);
  // A match across two leaves is none.
  while (at >= 0 && at % leafBytes !== 0) at = contents.indexOf(content, at + 1);
  return at < 0 ? undefined : at / leafBytes;
}

/**
 * The contents of all leaves up to `count`, by number; a number nobody has is 32 zeros. Read in pages, each while the
 * one before it is hashed.
 */
export async function readContents(eventId: string, saltKey: string, count: number): Promise<Buffer> {
  const contents = Buffer.alloc(count * leafBytes);
  const contentFor = contentsOf(saltKey);
  const [, q = ""] = keysOf(eventId);
  const read = async (from: number): Promise<string[]> => {
    const to = Math.min(count, from + peopleAtOnce - 1);
    return from > to ? [] : redis().zrange<string[]>(q, from, to, { byScore: true, withScores: true });
  };
  const hash = async (page: string[]) => {
    // What was asked for leaves before this keeps the process busy.
    await nextTurn();
    for (let each = 0; each + 1 < page.length; each += 2) {
      contents.write(contentFor(page[each] ?? ""), (Number(page[each + 1]) - 1) * leafBytes, "latin1");
    }
  };
  let page = await read(1);
  for (let from = 1; from <= count; from += peopleAtOnce) {
    [page] = await Promise.all([read(from + peopleAtOnce), hash(page)]);
  }
  return contents;
}
