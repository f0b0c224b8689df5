import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PlainRoom } from "@/components/waiting-room/plain-room";
import { RoomShell } from "@/components/waiting-room/room-shell";
import { languageOf, pathIn } from "@/lib/core/languages";
import { isSlug, roomEvent } from "../room-event";
import { enterPlainly, joinPlainly } from "./actions";
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
  const { ticket, asked, again, ended, check } = await searchParams;
  const shown = typeof ticket === "string" ? ticket : undefined;
  const [event, found] = await Promise.all([roomEvent(slug), plainPlace(slug, shown).catch(() => null)]);
  const language = languageOf(await getLocale());
  const next = found && (await broughtAgain(found));
  if (next) redirect(pathIn(language, `/waiting-room/${slug}/plain?${next}`));
  return (
    <RoomShell at={`/waiting-room/${slug}/plain`}>
      <PlainRoom
        {...{ slug, event }}
        ticket={found?.ticket && shown}
        state={found?.hot.state}
        standing={found ?? undefined}
        isOpen={found === undefined}
        failed={found === null || again !== undefined}
        asked={asked !== undefined}
        ended={ended !== undefined}
        challenged={check !== undefined}
        join={joinPlainly.bind(null, slug, language)}
        enter={enterPlainly.bind(null, slug, language)}
      />
    </RoomShell>
  );
}
