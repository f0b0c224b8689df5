import { hash } from "node:crypto";

const size = 32;
const sha256 = (data: Buffer) => hash("sha256", data, "buffer");

/** A Merkle tree as RFC 6962, section 2.1, has it: leaves and nodes are hashed apart, and order matters. */
export const leafOf = (content: Buffer): Buffer => sha256(Buffer.concat([Buffer.of(0), content]));
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.concat([Buffer.of(1), left, right]));

/** Hashes one after the other in one piece of memory: a million of them are 32 MB. */
export type Level = Buffer;
const at = (level: Level, index: number) => level.subarray(index * size, (index + 1) * size);
const countOf = (level: Level) => level.length / size;

/** Of contents of 32 bytes each, one after the other. */
export function leavesOf(contents: Buffer): Level {
  const level = Buffer.alloc(contents.length);
  for (let index = 0; index < countOf(contents); index += 1) leafOf(at(contents, index)).copy(level, index * size);
  return level;
}

/** From the leaves up: each level of the tree, the root alone in the last. One that has no neighbour goes up as it is. */
export function levelsOf(leaves: Level): Level[] {
  const levels = [leaves];
  for (let below = leaves; countOf(below) > 1; below = levels.at(-1) ?? below) {
    const [count, level] = [countOf(below), Buffer.alloc(Math.ceil(countOf(below) / 2) * size)];
    for (let left = 0; left < count; left += 2) {
      const node = left + 1 < count ? nodeOf(at(below, left), at(below, left + 1)) : at(below, left);
      node.copy(level, (left / 2) * size);
    }
    levels.push(level);
  }
  return levels;
}

/** Of nobody: the hash of nothing (RFC 6962). */
export const rootOf = (levels: readonly Level[]): Buffer =>
  levels[0]?.length ? at(levels.at(-1) ?? Buffer.alloc(0), 0) : sha256(Buffer.alloc(0));

/** The neighbours on the way from a leaf to the root, the lowest first. */
export function pathOf(levels: readonly Level[], index: number): Buffer[] {
  return levels.slice(0, -1).flatMap((level, height) => {
    const own = Math.floor(index / 2 ** height);
    const neighbour = own % 2 === 0 ? own + 1 : own - 1;
    return neighbour < countOf(level) ? [at(level, neighbour)] : [];
  });
}

/** The root that a leaf leads to by its path, among so many leaves; undefined where the path has another length. */
export function climb(leaf: Buffer, index: number, count: number, path: readonly Buffer[]): Buffer | undefined {
  const left = [...path];
  let [value, own, last] = [leaf, index, count - 1];
  for (; last > 0; [own, last] = [Math.floor(own / 2), Math.floor(last / 2)]) {
    if (own % 2 === 0 && own === last) continue;
    const neighbour = left.shift();
    if (!neighbour) return undefined;
    value = own % 2 === 0 ? nodeOf(value, neighbour) : nodeOf(neighbour, value);
  }
  return left.length === 0 ? value : undefined;
}
