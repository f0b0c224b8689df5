"use server";

import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { ensureFan } from "@/lib/auth/visitor";
import { isOutage } from "@/lib/core/failure";
import { languages } from "@/lib/core/languages";
import { pickQuery } from "@/lib/core/pick-query";
import { slugParams } from "@/lib/events/slug";
import { claim } from "@/lib/waiting-room/claim";
import { hotRoom } from "@/lib/waiting-room/gate-document";
import { passCookieOf } from "@/lib/waiting-room/own-pass";
import { insidePath, plainPath, type Way } from "./plain-path";
import { plainPlace } from "./plain-place";
import { placeQuery, takePlace } from "./take-place";

type Asked = { code?: string; shown?: string; again?: boolean };

/** Where the browser is sent next: forms without scripts are answered by an address. */
async function joined(way: Way, { code = "", shown = "", again = false }: Asked): Promise<string> {
  const room = await hotRoom(way.slug);
  if (!room) return insidePath(way);
  const place = await takePlace({ room, fan: await ensureFan(), code, again });
  if (again && place?.state === "gone") return plainPath(way, "ended=refused");
  // A code that opens nothing takes nothing away.
  const kept = shown && (!place || place.state === "full") ? `&ticket=${encodeURIComponent(shown)}` : "";
  return plainPath(way, (place ? placeQuery(place) : "again=") + kept);
}

async function entered(way: Way, shown: string): Promise<string> {
  const found = await plainPlace(way.slug, shown);
  if (!found) return insidePath(way);
  const { hot, ticket } = found;
  if (!ticket) return plainPath(way);
  const { state, room } = hot;
  const draw = { count: state.draw?.count ?? 0, seed: state.draw?.seed ?? "", mode: state.mode };
  const claimed = await claim(room.id, ticket, { draw, ratePerMinute: state.ratePerMinute });
  if (!claimed.ok) return plainPath(way, claimed.problem.kind === "gone" ? "ended=gone" : `ticket=${shown}`);
  if (claimed.value.kind === "wait") return plainPath(way, `ticket=${shown}&asked=`);
  (await cookies()).set(passCookieOf(room.id, claimed.value.pass));
  return insidePath(way);
}

/** What cannot be answered now is asked again by hand. */
async function inTime(way: Way, next: Promise<string>): Promise<string> {
  try {
    return await next;
  } catch (error) {
    if (!isOutage(error)) throw error;
    return plainPath(way, "again=");
  }
}

const bound = slugParams.extend({
  language: z.enum(languages),
  chosen: z
    .string()
    .max(1000)
    .transform((text) => pickQuery(new URLSearchParams(text))),
});

/** What was bound to a form comes back from the browser, which may send anything: what we never bound is not found. */
function wayOf(slug: unknown, language: unknown, chosen: unknown): Way {
  const read = bound.safeParse({ slug, language, chosen });
  return read.success ? read.data : notFound();
}

const textIn = (form: unknown, name: string) => (form instanceof FormData ? String(form.get(name) ?? "").trim() : "");

export async function joinPlainly(slug: unknown, language: unknown, chosen: unknown, form: unknown): Promise<void> {
  const way = wayOf(slug, language, chosen);
  redirect(await inTime(way, joined(way, { code: textIn(form, "code"), shown: textIn(form, "ticket") })));
}

export async function joinAgainPlainly(slug: unknown, language: unknown, chosen: unknown): Promise<void> {
  const way = wayOf(slug, language, chosen);
  redirect(await inTime(way, joined(way, { again: true })));
}

export async function enterPlainly(slug: unknown, language: unknown, chosen: unknown, form: unknown): Promise<void> {
  const way = wayOf(slug, language, chosen);
  redirect(await inTime(way, entered(way, textIn(form, "ticket"))));
}
