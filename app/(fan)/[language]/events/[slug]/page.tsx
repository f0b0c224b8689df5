import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EventArticle } from "@/components/event/event-article";
import { EventData } from "@/components/event/event-data";
import { env } from "@/lib/core/env";
import { languageOf, pathIn } from "@/lib/core/languages";
import { seriesDates } from "@/lib/events/series-dates";
import { translated } from "../../alternates";
import { cachedEvent } from "./cached-event";
import { posterSize } from "./poster-size";

type Params = { params: Promise<{ slug: string }> };

// Built at the first visit and kept: the same bytes for everyone.
export const revalidate = 10;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const event = await cachedEvent((await params).slug);
  if (!event) return { title: (await getTranslations("event"))("notFound") };
  const { title, summary: description } = event;
  const path = `/events/${event.slug}`;
  const url = pathIn(languageOf(await getLocale()), path);
  const images = [{ url: `${path}/poster.png`, ...posterSize, alt: title }];
  return { title, description, openGraph: { title, description, url, images }, ...(await translated(path)) };
}

export default async function EventPage({ params }: Params) {
  const event = await cachedEvent((await params).slug);
  if (!event) notFound();
  const others = event.series ? await seriesDates(event.series.slug, event.slug) : [];
  const url = new URL(`/events/${event.slug}`, env().NEXTAUTH_URL).href;
  return (
    <>
      <EventData event={event} url={url} />
      <EventArticle event={event} now={new Date()} others={others} />
    </>
  );
}
