type Given = string | string[] | undefined;

/** A page of ours to come back to; anything that could lead elsewhere is the account. */
export function ownPath(given: Given, base: string): string {
  if (typeof given !== "string" || !URL.canParse(given, base)) return "/account";
  const { origin, pathname, search } = new URL(given, base);
  return origin === new URL(base).origin ? pathname + search : "/account";
}
