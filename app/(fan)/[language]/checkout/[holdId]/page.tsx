import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { Expired } from "@/components/checkout/expired";
import { FanAnchor } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { currentUser } from "@/lib/auth/current-user";
import { env } from "@/lib/core/env";
import { noteHold } from "@/lib/inventory/note-hold";
import { toStripe } from "@/lib/payments/stripe-amount";
import { fanOfHold } from "../../fan-of-hold";
import { PassKept } from "../../pass-kept";
import { Checkout } from "./checkout";
import { checkoutView } from "./checkout-view";

type Props = {
  params: Promise<{ holdId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("checkout"))("title"), robots: { index: false } };
}

export default async function CheckoutPage({ params, searchParams }: Props) {
  const { holdId } = await params;
  const { tickets } = await searchParams;
  const [fan, user] = await Promise.all([fanOfHold(holdId), currentUser()]);
  const view = await checkoutView({ holdId, fan, tickets });
  if (view.kind === "not_found") notFound();
  if (view.kind === "unavailable") return <Unavailable holdId={holdId} />;
  if (view.kind === "expired") return <Expired event={view.event} tickets={view.tickets} />;
  const { hold, event } = view;
  after(() => noteHold(hold, { fan: hold.fan, userId: user?.id }));
  const { STRIPE_JS_URL: stripeJsUrl, STRIPE_PUBLISHABLE_KEY: publishableKey } = env();
  const charge = { amount: toStripe(hold.totalCents, hold.currency), currency: hold.currency.toLowerCase() };
  return (
    <>
      <PassKept slug={event.slug} />
      <Checkout {...{ hold, event, user }} card={{ stripeJsUrl, publishableKey, charge }} />
    </>
  );
}

async function Unavailable({ holdId }: { holdId: string }) {
  const t = await getTranslations("checkout");
  return (
    <div role="alert" className="flex max-w-2xl flex-col items-start gap-4 py-16">
      <h1 className="text-2xl">{t("unavailableTitle")}</h1>
      <p className="text-muted">{t("unavailable")}</p>
      <FanAnchor href={`/checkout/${holdId}`} className={buttonClass()}>
        {t("retry")}
      </FanAnchor>
    </div>
  );
}
