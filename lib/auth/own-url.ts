/** Where to go after signing in: a page of ours, or home for anything else. */
export function ownUrl(wanted: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  if (!URL.canParse(wanted, base)) return base.href;
  const target = new URL(wanted, base);
  return target.origin === base.origin && !target.username ? target.href : base.href;
}

/** The page with the button that follows next-auth's link, which works only once. */
export function confirmUrl(link: string): string {
  const { origin, search } = new URL(link);
  return `${origin}/sign-in/confirm${search}`;
}
