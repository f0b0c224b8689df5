import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { Admissions } from "@/components/fairness/admissions";
import { Counts } from "@/components/fairness/counts";
import { Figures } from "@/components/fairness/figures";
import { Lanes } from "@/components/fairness/lanes";
import { FanLink } from "@/components/site/fan-link";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { PageHead } from "@/components/ui/page-head";
import { readFairness } from "@/lib/waiting-room/fairness-report";
import { cachedEvent } from "../../../events/[slug]/cached-event";

type Props = { params: Promise<{ slug: string }> };

// The same bytes for everyone; what is saved of a room is on it some seconds later.
export const revalidate = 10;
export const generateStaticParams = () => [];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fairness"))("title"), robots: { index: false } };
}

export default async function FairnessPage({ params }: Props) {
  const event = await cachedEvent((await params).slug);
  const report = event && (await readFairness(event.id));
  if (!event || !report) notFound();
  const [t, format] = [await getTranslations("fairness"), await getFormatter()];
  const { overtakes, operators, challenges, hasDraw } = report;
  const moment = format.dateTime(new Date(report.at), {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: event.timezone,
  });
  return (
    <div className="flex flex-col gap-6 pt-8">
      <PageHead title={t("title")} lead={event.title}>
        <FanLink href={`/waiting-room/${event.slug}`} className={buttonClass("plain")}>
          {t("back")}
        </FanLink>
        {hasDraw && (
          <FanLink href={`/waiting-room/${event.slug}/draw`} className={buttonClass("quiet")}>
            {t("draw")}
          </FanLink>
        )}
      </PageHead>
      <Notice tone={overtakes === 0 ? "good" : "bad"} title={t("overtakes", { count: overtakes })}>
        {t("overtake")}
      </Notice>
      <Figures
        figures={[
          { name: t("joined"), value: report.joined },
          { name: t("called"), value: report.called },
          { name: t("came"), value: report.came },
          { name: t("noShows"), value: report.noShows, note: t("noShowsNote") },
          { name: t("admitted"), value: report.admitted },
        ]}
      />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Admissions minutes={report.minutes} timeZone={event.timezone} />
          {report.lanes.length > 0 && <Lanes lanes={report.lanes} />}
        </div>
        <div className="flex flex-col gap-6">
          <Counts
            title={t("operators")}
            note={t("operatorsNote")}
            counts={(["revokedOne", "revokedAll", "changes"] as const).map((name) => ({
              name: t(name),
              value: operators[name],
            }))}
          />
          <Counts
            title={t("challenges")}
            note={t("challengesNote")}
            counts={[
              { name: t("challengesGiven"), value: challenges.given },
              { name: t("challengesSolved"), value: challenges.solved },
            ]}
          />
        </div>
      </div>
      <p className="max-w-[72ch] text-muted text-sm">
        {t("at", { moment })}{" "}
        <a
          href={`/api/v1/events/${event.slug}/queue/report`}
          className="font-bold underline decoration-2 decoration-mark underline-offset-4"
        >
          {t("json")}
        </a>
      </p>
    </div>
  );
}
