import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RoomPage } from "@/components/waiting-room/room-page";
import { RoomShell } from "@/components/waiting-room/room-shell";
import { isSlug, roomEvent } from "./room-event";

type Props = { params: Promise<{ slug: string }> };

// The same bytes for every fan. Drawn at the first visit and kept: this page stays up when everything else is down.
export const dynamic = "force-static";
export const revalidate = 60;
export const generateStaticParams = () => [];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("room"))("title"), robots: { index: false } };
}

export default async function WaitingRoomPage({ params }: Props) {
  const { slug } = await params;
  if (!isSlug(slug)) notFound();
  return (
    <RoomShell at={`/waiting-room/${slug}`}>
      <RoomPage slug={slug} event={await roomEvent(slug)} />
    </RoomShell>
  );
}
