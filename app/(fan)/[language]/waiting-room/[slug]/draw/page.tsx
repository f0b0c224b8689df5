import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { DrawFacts } from "@/components/draw/draw-facts";
import { OwnReceipt } from "@/components/draw/own-receipt";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { env } from "@/lib/core/env";
import type { DrawView } from "@/lib/waiting-room/draw/draw-view";
import { readDraw } from "@/lib/waiting-room/draw/read-draw";
import { cachedEvent } from "../../../events/[slug]/cached-event";

type Props = { params: Promise<{ slug: string }> };

// The same bytes for everyone; each step of the draw is on it a few seconds after it was told.
export const revalidate = 5;
export const generateStaticParams = () => [];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("draw"))("title"), robots: { index: false } };
}

const stepOf = ({ root, seed }: DrawView) => (seed ? "opened" : root ? "closed" : "open");

/** What was told so far, in the order in which it was told. */
async function factsOf(draw: DrawView, timeZone: string) {
  const [t, format] = [await getTranslations("draw"), await getFormatter()];
  const moment = (time: string) =>
    format.dateTime(new Date(time), { dateStyle: "medium", timeStyle: "long", timeZone });
  const long = (name: Parameters<typeof t>[0], value: string | null) =>
    value === null ? [] : [{ name: t(name), value, copy: true }];
  const round = draw.drawnRound ?? draw.round;
  return {
    rules: [
      { name: t("closes"), value: moment(draw.closesAt) },
      ...(round === null ? [] : [{ name: t("round"), value: `drand ${round}` }]),
      ...long("chain", draw.chain?.hash ?? null),
      ...long("commitment", draw.commitment),
      ...long("rulesHash", draw.rulesHash),
    ],
    drawn: [
      ...(draw.count === null ? [] : [{ name: t("count"), value: format.number(draw.count) }]),
      ...long("root", draw.root),
      ...long(draw.source === "beacon" ? "beacon" : "secret", draw.beacon),
      ...long("seed", draw.seed),
    ],
  };
}

export default async function DrawPage({ params }: Props) {
  const event = await cachedEvent((await params).slug);
  const draw = event && (await readDraw(event.id));
  if (!event || !draw) notFound();
  const t = await getTranslations("draw");
  const { rules, drawn } = await factsOf(draw, event.timezone);
  const copy = { copy: t("copy"), copied: t("copied") };
  const address = `${env().NEXTAUTH_URL}/api/v1/events/${event.slug}/queue/draw`;
  const command = `node draw-verifier/verify-draw.mjs ${address} receipt.json`;
  const own = [
    "check",
    "checking",
    "none",
    "failed",
    "stands",
    "absent",
    "follows",
    "wrongSeed",
    "later",
    "save",
  ] as const;
  const texts = Object.fromEntries(own.map((name) => [name, t(`own.${name}`)])) as Record<(typeof own)[number], string>;
  return (
    <div className="flex flex-col gap-6 pt-8">
      <PageHead title={t("title")} lead={event.title}>
        <FanLink href={`/waiting-room/${event.slug}`} className={buttonClass("plain")}>
          {t("back")}
        </FanLink>
        {draw.root !== null && (
          <FanLink href={`/waiting-room/${event.slug}/report`} className={buttonClass("quiet")}>
            {t("fairness")}
          </FanLink>
        )}
      </PageHead>
      <Notice title={t(`step.${stepOf(draw)}`)}>{t(`source.${draw.source}`)}</Notice>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Card title={t("rules")}>
          <ol className="flex list-decimal flex-col gap-2 ps-5">
            {(["equal", "closing", "chance", "places", "late"] as const).map((rule) => (
              <li key={rule}>{t(`rule.${rule}`)}</li>
            ))}
          </ol>
          <DrawFacts facts={rules} texts={copy} />
        </Card>
        <div className="flex min-w-0 flex-col gap-6">
          <Card title={t("drawn")}>
            {drawn.length > 0 ? <DrawFacts facts={drawn} texts={copy} /> : <p className="text-muted">{t("nothing")}</p>}
          </Card>
          <Card title={t("own.title")}>
            <p>{t("own.text")}</p>
            <OwnReceipt slug={event.slug} texts={{ ...texts, place: t.raw("own.place") }} />
          </Card>
          <Card title={t("verify")}>
            <p>{t("verifyText")}</p>
            <DrawFacts facts={[{ name: t("command"), value: command, copy: true }]} texts={copy} />
          </Card>
        </div>
      </div>
    </div>
  );
}
