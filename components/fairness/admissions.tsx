import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { stretchesOf } from "./stretches";

type Props = { minutes: { at: string; admitted: number }[]; timeZone: string };

const barsMax = 60;

/** How many were let in over time: drawn, in one sentence, and as a table. It needs no script. */
export function Admissions({ minutes, timeZone }: Props) {
  const t = useTranslations("fairness");
  const format = useFormatter();
  const { minutes: size, stretches } = stretchesOf(minutes, barsMax);
  const most = Math.max(0, ...stretches.map(({ admitted }) => admitted));
  const moment = (ms: number) => format.dateTime(new Date(ms), { dateStyle: "short", timeStyle: "short", timeZone });
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (!first || !last) {
    return (
      <Card title={t("perMinute")}>
        <p className="text-muted">{t("nobody")}</p>
      </Card>
    );
  }
  const summary = t("summary", { most, minutes: size });
  return (
    <Card title={t("perMinute")}>
      <p className="text-muted">{summary}</p>
      <div className="flex flex-col gap-2">
        <div role="img" aria-label={`${t("perMinute")}. ${summary}`} className="flex h-40 items-end gap-px sm:gap-0.5">
          {stretches.map(({ fromMs, admitted }) => (
            <span
              key={fromMs}
              className="min-w-px max-w-8 flex-1 rounded-t-sm bg-accent"
              style={{ height: admitted === 0 ? 0 : `${Math.max(2, (admitted / most) * 100)}%` }}
            />
          ))}
        </div>
        <p className="flex justify-between gap-4 border-line border-t pt-2 text-muted text-xs tabular-nums">
          <span>{moment(first.fromMs)}</span>
          {last !== first && <span>{moment(last.fromMs)}</span>}
        </p>
      </div>
      <details>
        <summary className="inline-flex min-h-11 items-center font-semibold text-sm underline decoration-line underline-offset-4 hover:decoration-ink">
          {t("table")}
        </summary>
        <Table caption={t("perMinute")}>
          <thead>
            <tr>
              <Th>{t("from")}</Th>
              <Th number>{t("admitted")}</Th>
            </tr>
          </thead>
          <tbody>
            {stretches.map(({ fromMs, admitted }) => (
              <Tr key={fromMs}>
                <Td>{moment(fromMs)}</Td>
                <Td number>{format.number(admitted)}</Td>
              </Tr>
            ))}
          </tbody>
        </Table>
      </details>
    </Card>
  );
}
