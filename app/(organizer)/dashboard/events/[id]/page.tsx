import type { Metadata } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Facts } from "@/components/event/facts";
import { Poster } from "@/components/event/poster";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { mayDo } from "@/lib/auth/permissions";
import { env } from "@/lib/core/env";
import { formatMoney } from "@/lib/core/money";
import type { EventView } from "@/lib/events/event-view";
import { type PublishCheck, publishCheck } from "@/lib/events/publish-check";
import { salesOf } from "@/lib/events/sales";
import { Words } from "../../words";
import { capacityOf, type EventParams, ownEventOf } from "../own";
import { SoldBar } from "../sold-bar";
import { testPayments } from "../test-payments";
import { Duplicate, Publish, Withdraw } from "./moves";

export async function generateMetadata({ params }: EventParams): Promise<Metadata> {
  return { title: (await ownEventOf((await params).id)).event.title };
}

export default async function OverviewPage({ params }: EventParams) {
  const { event, pools, sold, role } = await ownEventOf((await params).id);
  const sales = await salesOf(event, undefined);
  const shown = {
    event,
    capacity: capacityOf(pools),
    sold,
    grossCents: sales.revenue.grossCents - sales.revenue.refundedCents,
    check: publishCheck(event, { now: new Date(), testPayments: testPayments() }),
    address: `${env().NEXTAUTH_URL}/events/${event.slug}`,
    mayWrite: mayDo(role, "events:write"),
  };
  return (
    <Words of={["events"]}>
      <Overview {...shown} />
    </Words>
  );
}

type Shown = {
  event: EventView;
  capacity: number;
  sold: number;
  grossCents: number;
  check: PublishCheck;
  address: string;
  mayWrite: boolean;
};

function Overview({ event, check, mayWrite, address, ...figures }: Shown) {
  const t = useTranslations("events");
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="flex min-w-0 flex-col gap-6">
        {event.status === "draft" && <Readiness event={event} check={check} mayWrite={mayWrite} />}
        {event.status === "published" && <Share event={event} address={address} />}
        <Figures event={event} {...figures} />
        <Card title={t("details")}>
          <Facts event={event} />
          {event.series && <p className="text-muted text-sm">{t("series", { title: event.series.title })}</p>}
        </Card>
      </div>
      <div className="flex flex-col gap-4">
        <div className="overflow-hidden rounded-lg shadow-lift max-lg:hidden">
          <Poster title={event.title} posterPath={event.posterPath} />
        </div>
        {mayWrite && (
          <div className="flex flex-wrap gap-3 lg:flex-col">
            <Duplicate eventId={event.id} />
            {event.status === "published" && <Withdraw eventId={event.id} />}
          </div>
        )}
      </div>
    </div>
  );
}

const mended = { event_over: "edit", sale_over: "tickets", sale_after_event: "tickets", no_ticket_type: "tickets" };

function Readiness({ event, check, mayWrite }: Pick<Shown, "event" | "check" | "mayWrite">) {
  const t = useTranslations("events");
  const { obstacles, advice } = check;
  const ready = obstacles.length === 0;
  return (
    <Card title={ready ? t("readyTitle") : t("notReadyTitle")}>
      {ready ? (
        <p className="text-muted">{t("readyText")}</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {obstacles.map((obstacle) => (
            <li
              key={"name" in obstacle ? obstacle.name : obstacle.kind}
              className="flex flex-wrap items-center justify-between gap-x-4 rounded-md border-bad border-s-4 bg-bad-soft px-4 py-2"
            >
              <span>
                {obstacle.kind === "sale_after_event"
                  ? t("obstacles.sale_after_event", { name: obstacle.name })
                  : t(`obstacles.${obstacle.kind}`)}
              </span>
              {mayWrite && (
                <Link
                  href={`/dashboard/events/${event.id}/${mended[obstacle.kind]}`}
                  className={buttonClass("plain", "sm")}
                >
                  {mended[obstacle.kind] === "edit" ? t("fixDate") : t("fixTickets")}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
      {advice.length > 0 && (
        <div className="flex flex-col gap-1">
          <h3 className="text-sm">{t("adviceTitle")}</h3>
          <ul className="list-disc ps-5 text-muted text-sm">
            {advice.map(({ kind }) => (
              <li key={kind}>{t(`advice.${kind}`)}</li>
            ))}
          </ul>
        </div>
      )}
      {mayWrite && <Publish eventId={event.id} ready={ready} />}
    </Card>
  );
}

function Share({ event, address }: Pick<Shown, "event" | "address">) {
  const t = useTranslations("events");
  return (
    <Card title={t("page")}>
      <p className="text-muted text-sm">{t("shareText")}</p>
      <p className="break-all rounded-md bg-sunken px-3 py-2 font-mono text-sm">{address}</p>
      <div className="flex flex-wrap gap-3">
        <a href={`/events/${event.slug}`} className={buttonClass("quiet", "sm")}>
          {t("open")}
        </a>
        <CopyButton text={address} texts={{ copy: t("copy"), copied: t("copied") }} />
      </div>
    </Card>
  );
}

function Figures({ event, sold, capacity, grossCents }: Pick<Shown, "event" | "sold" | "capacity" | "grossCents">) {
  const t = useTranslations("events");
  return (
    <Card title={t("soldSoFar")}>
      <div className="grid gap-6 sm:grid-cols-2">
        <div className="flex flex-col gap-1">
          <p className="font-extrabold text-xl tabular-nums">{sold}</p>
          <SoldBar sold={sold} capacity={capacity} text={t("ofCapacity", { capacity })} />
        </div>
        <div className="flex flex-col gap-1">
          <p className="font-extrabold text-xl tabular-nums">{formatMoney(grossCents, event.currency)}</p>
          <p className="text-sm">{t("gross")}</p>
        </div>
      </div>
    </Card>
  );
}
