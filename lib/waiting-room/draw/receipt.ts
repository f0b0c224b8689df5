import { z } from "zod";
import { drawOf, leavesOfDraw } from "@/db/queries/draws";
import { leavesOf, levelsOf, pathOf } from "./merkle";
import { permutation } from "./permutation";
import { contentOf, indexOf, saltOf } from "./tree";

const hex = z.string().regex(/^[0-9a-f]+$/);

/** A fan's own proof: that the root has them at their index, and, from the opening on, where that puts them. */
export const receiptView = z
  .object({
    eventId: z.uuid(),
    index: z.int().min(0).describe("In the order of joining, from 0."),
    person: z.string().describe("Who they are in this room; the root has the HMAC of it under the salt."),
    salt: hex,
    path: z.array(hex).describe("The neighbours on the way from their leaf to the root, the lowest first."),
    count: z.int(),
    root: hex,
    place: z.int().min(1).nullable(),
  })
  .meta({ id: "DrawReceipt" });
export type ReceiptView = z.output<typeof receiptView>;

type Tree = { contents: Buffer; levels: Buffer[] };
const treesMax = 3;
const trees = new Map<string, Promise<Tree | undefined>>();

async function growTree(eventId: string): Promise<Tree | undefined> {
  const contents = await leavesOfDraw(eventId);
  return contents && { contents, levels: levelsOf(leavesOf(contents)) };
}

/** Hashed once in each process, however many ask at once: what is stored of a closing stays as it is. */
async function treeOf(eventId: string): Promise<Tree | undefined> {
  const [oldest] = trees.keys();
  const growing = trees.get(eventId) ?? growTree(eventId);
  if (trees.size >= treesMax && !trees.has(eventId) && oldest) trees.delete(oldest);
  trees.set(eventId, growing);
  const tree = await growing.catch((error: unknown) => {
    trees.delete(eventId);
    throw error;
  });
  if (!tree) trees.delete(eventId);
  return tree;
}

/** The receipt of the first of these persons whom the root has; undefined before the closing, and for who came late. */
export async function receiptOf(eventId: string, persons: readonly string[]): Promise<ReceiptView | undefined> {
  const draw = await drawOf(eventId);
  if (!draw || draw.root === null || draw.count === null) return undefined;
  const tree = await treeOf(eventId);
  if (!tree) return undefined;
  for (const person of persons) {
    const index = indexOf(tree.contents, contentOf(draw.saltKey, person));
    if (index === undefined) continue;
    const path = pathOf(tree.levels, index).map((node) => node.toString("hex"));
    const place = draw.seed === null ? null : permutation(Buffer.from(draw.seed, "hex"), draw.count)(index) + 1;
    const salt = saltOf(draw.saltKey, person).toString("hex");
    return { eventId, index, person, salt, path, count: draw.count, root: draw.root, place };
  }
  return undefined;
}
