import { z } from "zod";

export const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const slugParams = z.object({ slug: z.string().max(80).regex(slugShape) });
const lengthMax = 60;

/** An address made of the title's Latin letters and digits; empty when it has none. */
export const slugify = (title: string) =>
  title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, lengthMax)
    .replace(/^-+|-+$/g, "");

/** Addresses to try in order; the last one is free but for a miracle. */
export function slugCandidates(title: string): string[] {
  const slug = slugify(title) || "event";
  return [slug, `${slug}-2`, `${slug}-3`, `${slug}-${crypto.randomUUID().slice(0, 8)}`];
}
