import { headers } from "next/headers";
import { splitLanguage } from "@/lib/core/languages";
import { pickQuery } from "@/lib/core/pick-query";

/**
 * What a fan who comes from this room's other page had chosen before. That page is the same for all and its link cannot
 * say it without scripts, but the browser says which address it comes from.
 */
export async function chosenBefore(slug: string): Promise<string> {
  const from = (await headers()).get("referer") ?? "";
  if (!URL.canParse(from)) return "";
  const { pathname, searchParams } = new URL(from);
  return splitLanguage(pathname).path === `/waiting-room/${slug}` ? pickQuery(searchParams) : "";
}
