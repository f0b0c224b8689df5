import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { currentUser } from "@/lib/auth/current-user";
import { currentFan } from "@/lib/auth/visitor";
import { invariant } from "@/lib/core/invariant";
import { eventById } from "@/lib/events/read-event";
import { readOrder } from "@/lib/orders/read-order";
import { Order } from "./order";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The address may hold the guest's key: it is told to no other site, and to no search engine. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("order");
  return { title: t("title"), robots: { index: false }, referrer: "same-origin" };
}

export default async function OrderPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { key } = await searchParams;
  if (!z.uuid().safeParse(id).success) notFound();
  const order = await readOrder({
    orderId: id,
    key: typeof key === "string" ? key : undefined,
    fan: await currentFan(),
    userId: (await currentUser())?.id,
  });
  if (!order.ok) notFound();
  const event = await eventById(order.value.eventId);
  invariant(event, "an order is of an event");
  return <Order order={order.value} event={event} resendId={randomUUID()} />;
}
