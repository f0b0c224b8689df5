import { type Language, pathIn } from "@/lib/core/languages";
import { takeAlong } from "@/lib/core/pick-query";

/** `chosen`: what the fan had chosen before, as pickQuery gives it; each step takes it along. */
export type Way = { slug: string; language: Language; chosen: string };

/** The page without scripts, told so much of a place. */
export const plainPath = ({ slug, language, chosen }: Way, told = ""): string =>
  pathIn(language, takeAlong(`/waiting-room/${slug}/plain${told && `?${told}`}`, chosen));

/** Where those go on who were let in. */
export const insidePath = ({ slug, language, chosen }: Way): string =>
  pathIn(language, `/events/${slug}/pick${chosen}`);
