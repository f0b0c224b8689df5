import { sha256 } from "./sha256";

const size = 32;
const digest = (data: Buffer) => Buffer.from(sha256(data), "latin1");

/** A Merkle tree as RFC 6962, section 2.1, has it: leaves and nodes are hashed apart, and order matters. */
export const leafOf = (content: Buffer): Buffer => digest(Buffer.concat([Buffer.of(0), content]));
const nodeOf = (left: Buffer, right: Buffer): Buffer => digest(Buffer.concat([Buffer.of(1), left, right]));

/** Hashes one after the other in one piece of memory: a million of them are 32 MB. */
export type Level = Buffer;
const at = (level: Level, index: number) => level.subarray(index * size, (index + 1) * size);
const countOf = (level: Level) => level.length / size;

/** Of contents of 32 bytes each, one after the other. */
export function leavesOf(contents: Buffer): Level {
  const [level, input] = [Buffer.alloc(contents.length), Buffer.alloc(1 + size)];
  for (let from = 0; from < contents.length; from += size) {
    contents.copy(input, 1, from, from + size);
    level.write(sha256(input), from, "latin1");
  }
  return level;
}

function levelAbove(below: Level): Level {
  const [level, input] = [Buffer.alloc(Math.ceil(countOf(below) / 2) * size), Buffer.alloc(1 + 2 * size, 1)];
  for (let from = 0; from < below.length; from += 2 * size) {
    const copied = below.copy(input, 1, from, from + 2 * size);
    if (copied === 2 * size) level.write(sha256(input), from / 2, "latin1");
    else below.copy(level, from / 2, from);
  }
  return level;
}

/** From the leaves up: each level of the tree, the root alone in the last. One that has no neighbour goes up as it is. */
export function levelsOf(leaves: Level): Level[] {
  const levels = [leaves];
  for (let below = leaves; countOf(below) > 1; below = levels.at(-1) ?? below) levels.push(levelAbove(below));
  return levels;
}

/** Of nobody: the hash of nothing (RFC 6962). */
export const rootOf = (levels: readonly Level[]): Buffer =>
  levels[0]?.length ? at(levels.at(-1) ?? Buffer.alloc(0), 0) : digest(Buffer.alloc(0));

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
