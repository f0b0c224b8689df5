import type { Redis } from "ioredis";

const gathering = new WeakSet<Redis>();

/** What all requests of this turn send to a node leaves in one write: writing is the dearest thing a command costs here. */
export function gather(nodes: Redis[]): void {
  for (const node of nodes) {
    const { stream, status } = node;
    if (status !== "ready" || gathering.has(node)) continue;
    gathering.add(node);
    stream.cork();
    setImmediate(() => {
      gathering.delete(node);
      stream.uncork();
    });
  }
}
