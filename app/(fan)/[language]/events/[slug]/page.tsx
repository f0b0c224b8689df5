import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EventArticle } from "@/components/event/event-article";
import { seriesDates } from "@/lib/events/series-dates";
import { cachedEvent } from "./cached-event";

type Params = { params: Promise<{ slug: string }> };

// Built at the first visit and kept: the same bytes for everyone.
export const revalidate = 10;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const event = await cachedEvent((await params).slug);
  if (!event) return { title: (await getTranslations("event"))("notFound") };
  const { title, summary: description } = event;
  return { title, description, openGraph: { title, description, url: `/events/${event.slug}` } };
}

export default async function EventPage({ params }: Params) {
  const event = await cachedEvent((await params).slug);
  if (!event) notFound();
  const others = event.series ? await seriesDates(event.series.slug, event.slug) : [];
  return <EventArticle event={event} now={new Date()} others={others} />;
}
