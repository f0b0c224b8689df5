import { createHash } from "node:crypto";

const sha256 = (...parts: Buffer[]) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** A Merkle tree as RFC 6962, section 2.1, has it: leaves and nodes are hashed apart, and order matters. */
export const leafOf = (content: Buffer): Buffer => sha256(Buffer.of(0), content);
const nodeOf = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);

/** From the leaves up: each level of the tree, the root alone in the last. One that has no neighbour goes up as it is. */
export function levelsOf(leaves: readonly Buffer[]): Buffer[][] {
  const levels = [[...leaves]];
  for (let below = levels[0] ?? []; below.length > 1; below = levels.at(-1) ?? []) {
    const level: Buffer[] = [];
    for (let at = 0; at < below.length; at += 2) {
      const [left, right] = [below[at], below[at + 1]];
      if (left) level.push(right ? nodeOf(left, right) : left);
    }
    levels.push(level);
  }
  return levels;
}

/** Of nobody: the hash of nothing (RFC 6962). */
export const rootOf = (levels: readonly Buffer[][]): Buffer => levels.at(-1)?.[0] ?? sha256();

/** The neighbours on the way from a leaf to the root, the lowest first. */
export function pathOf(levels: readonly Buffer[][], index: number): Buffer[] {
  return levels.slice(0, -1).flatMap((level, height) => {
    const at = Math.floor(index / 2 ** height);
    return level[at % 2 === 0 ? at + 1 : at - 1] ?? [];
  });
}

/** The root that a leaf leads to by its path, among so many leaves; undefined where the path has another length. */
export function climb(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer | undefined {
  const left = [...path];
  let [value, at, last] = [leaf, index, size - 1];
  for (; last > 0; [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]) {
    if (at % 2 === 0 && at === last) continue;
    const neighbour = left.shift();
    if (!neighbour) return undefined;
    value = at % 2 === 0 ? nodeOf(value, neighbour) : nodeOf(neighbour, value);
  }
  return left.length === 0 ? value : undefined;
}
