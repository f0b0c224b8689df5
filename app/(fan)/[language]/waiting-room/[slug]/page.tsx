import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { RoomWatch } from "@/components/waiting-room/room-watch";
import { languageOf, pathIn } from "@/lib/core/languages";

type Props = { params: Promise<{ slug: string }> };

// The same bytes for every fan, and no store behind them: this page stays up when everything else is down.
export const dynamic = "force-static";
export const generateStaticParams = () => [];

const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const slugMax = 80;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("room"))("title"), robots: { index: false } };
}

export default async function WaitingRoomPage({ params }: Props) {
  const { slug } = await params;
  if (slug.length > slugMax || !slugShape.test(slug)) notFound();
  const t = await getTranslations("room");
  return (
    <>
      <div className="flex max-w-2xl flex-col items-start gap-6 pt-8">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="text-lg">{t("soon")}</p>
        <p className="text-muted">{t("text")}</p>
        <FanAnchor href={`/events/${slug}`} className={buttonClass()}>
          {t("back")}
        </FanAnchor>
      </div>
      <RoomWatch slug={slug} pickPath={pathIn(languageOf(await getLocale()), `/events/${slug}/pick`)} />
    </>
  );
}
