"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { currentUser } from "@/lib/auth/current-user";
import { ensureFan } from "@/lib/auth/visitor";
import { isOutage } from "@/lib/core/failure";
import { languageOf, pathIn } from "@/lib/core/languages";
import { slugParams } from "@/lib/events/slug";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";
import { claim } from "@/lib/waiting-room/claim";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { join } from "@/lib/waiting-room/join";
import { passCookieOf } from "@/lib/waiting-room/own-pass";
import { personOf } from "@/lib/waiting-room/person";
import { plainPlace } from "./plain-place";

/** Where the browser is sent next: forms without scripts are answered by an address. */
async function joined(slug: string, language: string): Promise<string> {
  const here = pathIn(languageOf(language), `/waiting-room/${slug}/plain`);
  const room = await hotRoom(slug);
  if (!room) return pathIn(languageOf(language), `/events/${slug}/pick`);
  const fan = await ensureFan();
  const counted = await limit("join", { network: networkOf(await headers()), fan });
  if (!counted.ok) return `${here}?again=`;
  const user = await currentUser();
  const visitor = personOf(room.id, { visitor: fan });
  const person = user ? personOf(room.id, { account: user.id }) : visitor;
  const place = await join({ eventId: room.id, person, fan: visitor });
  return `${here}?${place.ticket ? `ticket=${place.ticket}` : `ended=${place.state}`}`;
}

async function entered(slug: string, language: string, shown: string): Promise<string> {
  const here = pathIn(languageOf(language), `/waiting-room/${slug}/plain`);
  const inside = pathIn(languageOf(language), `/events/${slug}/pick`);
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
async function inTime(slug: string, language: string, next: Promise<string>): Promise<string> {
  try {
    return await next;
  } catch (error) {
    if (!isOutage(error)) throw error;
    return pathIn(languageOf(language), `/waiting-room/${slug}/plain?again=`);
  }
}

export async function joinPlainly(rawSlug: string, language: string): Promise<void> {
  const { slug } = slugParams.parse({ slug: rawSlug });
  redirect(await inTime(slug, language, joined(slug, language)));
}

export async function enterPlainly(rawSlug: string, language: string, form: FormData): Promise<void> {
  const { slug } = slugParams.parse({ slug: rawSlug });
  redirect(await inTime(slug, language, entered(slug, language, String(form.get("ticket") ?? ""))));
}
