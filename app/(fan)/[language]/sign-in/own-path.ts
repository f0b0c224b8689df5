type Given = string | string[] | undefined;

/** A page of ours to come back to; for anything that could lead elsewhere it is `otherwise`. */
export function ownPath(given: Given, base: string, otherwise: string): string {
  if (typeof given !== "string" || !URL.canParse(given, base)) return otherwise;
  const { origin, pathname, search } = new URL(given, base);
  // `//elsewhere` is another site to whoever resolves it again.
  const isOurs = origin === new URL(base).origin && !pathname.startsWith("//");
  return isOurs ? pathname + search : otherwise;
}
