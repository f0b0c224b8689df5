import { pathIn, splitLanguage } from "@/lib/core/languages";

/** Where to go after signing in: a page of ours, or home for anything else. */
export function ownUrl(wanted: string, baseUrl: string): string {
  const base = new URL(baseUrl);
  if (!URL.canParse(wanted, base)) return base.href;
  const target = new URL(wanted, base);
  return target.origin === base.origin && !target.username ? target.href : base.href;
}

/** The page with the button that follows next-auth's link, which works only once: in the language one comes back to. */
export function confirmUrl(link: string): string {
  const { origin, search, searchParams } = new URL(link);
  const back = searchParams.get("callbackUrl") ?? "";
  const { language } = splitLanguage(URL.canParse(back, origin) ? new URL(back, origin).pathname : "/");
  return origin + pathIn(language, "/sign-in/confirm") + search;
}
