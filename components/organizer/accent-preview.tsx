import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";

export type ShownAccent = {
  accent: string;
  onAccent: string;
  accentInk: string;
  accentDark: string;
  accentInkDark: string;
};

/** Ours, as `globals.css` has it. */
const ours: ShownAccent = {
  accent: "#ff5b1f",
  onAccent: "#160a04",
  accentInk: "#b03604",
  accentDark: "#ff6a33",
  accentInkDark: "#ff8f61",
};

const papers = {
  light: { paper: "#f4f6f1", ink: "#0f1a15" },
  dark: { paper: "#0c1310", ink: "#eff4ee" },
};

/** A bit of an event's page in both schemes, with the colours it will have. */
export function AccentPreview({ accent }: { accent: ShownAccent | undefined }) {
  const t = useTranslations("settings");
  const { onAccent, ...shown } = accent ?? ours;
  const isKept = shown.accentInk === shown.accent && shown.accentInkDark === shown.accent;
  const schemes = [
    ["light", shown.accent, shown.accentInk],
    ["dark", shown.accentDark, shown.accentInkDark],
  ] as const;
  return (
    <Card title={t("preview")}>
      <div className="grid gap-3 sm:grid-cols-2">
        {schemes.map(([scheme, fill, text]) => (
          <figure key={scheme} className="flex flex-col gap-2">
            <div
              className="flex flex-col items-start gap-3 rounded-md border border-line p-4"
              style={{ backgroundColor: papers[scheme].paper, color: papers[scheme].ink }}
            >
              <span className="font-bold text-sm" style={{ color: text }}>
                {t("sampleLink")}
              </span>
              <span className="font-extrabold text-lg tracking-tight">{t("sampleTitle")}</span>
              <span
                className="rounded-md px-4 py-2.5 font-bold text-sm"
                style={{ backgroundColor: fill, color: onAccent }}
              >
                {t("sampleButton")}
              </span>
            </div>
            <figcaption className="text-muted text-xs">{t(scheme)}</figcaption>
          </figure>
        ))}
      </div>
      <p className="text-muted text-sm">
        {t("note", {
          text: onAccent === "#ffffff" ? t("light_text") : t("dark_text"),
          ink: isKept ? t("asChosen") : t("adjusted"),
        })}
      </p>
    </Card>
  );
}
