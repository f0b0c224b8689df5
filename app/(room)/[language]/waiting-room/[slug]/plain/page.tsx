import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PlainRoom } from "@/components/waiting-room/plain-room";
import { RoomShell } from "@/components/waiting-room/room-shell";
import { languageOf } from "@/lib/core/languages";
import { pickQuery } from "@/lib/core/pick-query";
import { isSlug, roomEvent } from "../room-event";
import { enterPlainly, joinAgainPlainly, joinPlainly } from "./actions";
import { chosenBefore } from "./chosen";
import { plainPath } from "./plain-path";
import { plainPlace } from "./plain-place";
import { broughtAgain } from "./take-place";

type Props = {
  params: Promise<{ slug: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("room"))("title"), robots: { index: false } };
}

/**
 * The waiting room without scripts. Looking joins nothing and claims nothing: only the forms do. A room that may have lost
 * a number is shown its ticket again.
 */
export default async function PlainRoomPage({ params, searchParams }: Props) {
  const { slug } = await params;
  if (!isSlug(slug)) notFound();
  const query = await searchParams;
  const { ticket, asked, again, ended, check, code, refused } = query;
  const language = languageOf(await getLocale());
  // From here on the address says it: this page is loaded again and again.
  const before = Object.keys(query).length === 0 ? await chosenBefore(slug) : "";
  if (before) redirect(plainPath({ slug, language, chosen: before }));
  const chosen = pickQuery(new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])));
  const shown = typeof ticket === "string" ? ticket : undefined;
  const [event, found] = await Promise.all([roomEvent(slug), plainPlace(slug, shown).catch(() => null)]);
  const next = found && (await broughtAgain(found));
  if (next) redirect(plainPath({ slug, language, chosen }, next));
  return (
    <RoomShell at={`/waiting-room/${slug}/plain${chosen}`}>
      <PlainRoom
        {...{ slug, chosen, event }}
        ticket={found?.ticket && shown}
        state={found?.hot.state}
        standing={found ?? undefined}
        isOpen={found === undefined}
        failed={found === null || again !== undefined}
        asked={asked !== undefined}
        ended={ended !== undefined}
        refused={ended === "refused"}
        challenged={check !== undefined}
        lane={found?.ticket?.lane ?? ""}
        code={typeof code === "string" ? code : undefined}
        isCodeRefused={refused !== undefined}
        join={joinPlainly.bind(null, slug, language, chosen)}
        joinAgain={joinAgainPlainly.bind(null, slug, language, chosen)}
        enter={enterPlainly.bind(null, slug, language, chosen)}
      />
    </RoomShell>
  );
}
