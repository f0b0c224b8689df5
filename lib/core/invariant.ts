/** Thrown when our own code broke a promise. Never shown to a fan, always paged. */
export class InvariantError extends Error {
  override name = "InvariantError";
}

export function invariant(condition: unknown, promise: string): asserts condition {
  if (!condition) throw new InvariantError(promise);
}
