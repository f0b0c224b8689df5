"use server";

import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { ensureFan } from "@/lib/auth/visitor";
import { isOutage } from "@/lib/core/failure";
import { type Language, languages, pathIn } from "@/lib/core/languages";
import { slugParams } from "@/lib/events/slug";
import { claim } from "@/lib/waiting-room/claim";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { passCookieOf } from "@/lib/waiting-room/own-pass";
import { plainPlace } from "./plain-place";
import { placeQuery, takePlace } from "./take-place";

/** Where the browser is sent next: forms without scripts are answered by an address. */
async function joined(slug: string, language: Language): Promise<string> {
  const here = pathIn(language, `/waiting-room/${slug}/plain`);
  const room = await hotRoom(slug);
  if (!room) return pathIn(language, `/events/${slug}/pick`);
  const place = await takePlace({ eventId: room.id, fan: await ensureFan() });
  return `${here}?${place ? placeQuery(place) : "again="}`;
}

async function entered(slug: string, language: Language, shown: string): Promise<string> {
  const here = pathIn(language, `/waiting-room/${slug}/plain`);
  const inside = pathIn(language, `/events/${slug}/pick`);
  const found = await plainPlace(slug, shown);
  if (!found) return inside;
  const { hot, ticket } = found;
  if (!ticket) return here;
  const { state, room } = hot;
  const draw = { count: state.draw?.count ?? 0, seed: state.draw?.seed ?? "", mode: state.mode };
  const claimed = await claim(room.id, ticket, { draw, ratePerMinute: state.ratePerMinute });
  if (!claimed.ok) return claimed.problem.kind === "gone" ? `${here}?ended=gone` : `${here}?ticket=${shown}`;
  if (claimed.value.kind === "wait") return `${here}?ticket=${shown}&asked=`;
  (await cookies()).set(passCookieOf(room.id, claimed.value.pass));
  return inside;
}

/** What cannot be answered now is asked again by hand. */
async function inTime(slug: string, language: Language, next: Promise<string>): Promise<string> {
  try {
    return await next;
  } catch (error) {
    if (!isOutage(error)) throw error;
    return pathIn(language, `/waiting-room/${slug}/plain?again=`);
  }
}

const address = slugParams.extend({ language: z.enum(languages) });

/** What was bound to a form comes back from the browser, which may send anything: what we never bound is not found. */
function addressOf(slug: unknown, language: unknown) {
  const read = address.safeParse({ slug, language });
  return read.success ? read.data : notFound();
}

export async function joinPlainly(boundSlug: unknown, boundLanguage: unknown): Promise<void> {
  const { slug, language } = addressOf(boundSlug, boundLanguage);
  redirect(await inTime(slug, language, joined(slug, language)));
}

export async function enterPlainly(boundSlug: unknown, boundLanguage: unknown, form: unknown): Promise<void> {
  const { slug, language } = addressOf(boundSlug, boundLanguage);
  const shown = form instanceof FormData ? String(form.get("ticket") ?? "") : "";
  redirect(await inTime(slug, language, entered(slug, language, shown)));
}
