import { useFormatter, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Table, Td, Th, Tr } from "@/components/ui/table";

type Lane = {
  lane: "presale" | "accessible" | "box_office";
  joined: number;
  called: number;
  came: number;
  admitted: number;
};

/** Who had a line of their own, and how many of them came in by it. */
export function Lanes({ lanes }: { lanes: Lane[] }) {
  const [t, room, format] = [useTranslations("fairness"), useTranslations("room.lanes"), useFormatter()];
  const counts = ["joined", "called", "came", "admitted"] as const;
  return (
    <Card title={t("lanes")}>
      <p className="text-muted">{t("lanesNote")}</p>
      <Table caption={t("lanes")}>
        <thead>
          <tr>
            <Th>{t("lane")}</Th>
            {counts.map((name) => (
              <Th key={name} number>
                {t(name)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lanes.map((each) => (
            <Tr key={each.lane}>
              <Td>{room(each.lane)}</Td>
              {counts.map((name) => (
                <Td key={name} number>
                  {format.number(each[name])}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
