import { createHmac } from "node:crypto";
import { redis } from "@/lib/redis/client";
import { keysOf } from "../keys";
import { hidden } from "./seed";

const leafBytes = 32;
const saltBytes = 16;
const peopleAtOnce = 5000;

/** What makes the leaf of one person a secret to whoever lacks their receipt. */
export const saltOf = (saltKey: string, person: string): Buffer =>
  createHmac("sha256", Buffer.from(saltKey, "hex")).update(person).digest().subarray(0, saltBytes);

/** What stands in the tree for a person of this draw. */
export const contentOf = (saltKey: string, person: string): Buffer => hidden(person, saltOf(saltKey, person));

/** Where a person stands in the order of joining, from 0; undefined for one who was not there. */
export function indexOf(contents: Buffer, content: Buffer): number | undefined {
  let at = contents.indexOf(content);
  // A match across two leaves is none.
  while (at >= 0 && at % leafBytes !== 0) at = contents.indexOf(content, at + 1);
  return at < 0 ? undefined : at / leafBytes;
}

/** The contents of all leaves up to `count`, by number, read in pages; a number nobody has is 32 zeros. */
export async function readContents(eventId: string, saltKey: string, count: number): Promise<Buffer> {
  const contents = Buffer.alloc(count * leafBytes);
  const [, q = ""] = keysOf(eventId);
  for (let from = 1; from <= count; from += peopleAtOnce) {
    const to = Math.min(count, from + peopleAtOnce - 1);
    const page = await redis().zrange<string[]>(q, from, to, { byScore: true, withScores: true });
    for (let each = 0; each + 1 < page.length; each += 2) {
      const [person = "", number] = [page[each], Number(page[each + 1])];
      contentOf(saltKey, person).copy(contents, (number - 1) * leafBytes);
    }
  }
  return contents;
}
