import { getFormatter, getTranslations } from "next-intl/server";
import type { InvalidInput } from "@/lib/core/action";
import { isolated } from "@/lib/core/isolated";
import { type Language, localeOf, pathIn } from "@/lib/core/languages";
import { eventById } from "@/lib/events/read-event";
import type { Paying, ReserveProblem } from "@/lib/inventory/problems";
import type { PassRequired } from "@/lib/waiting-room/require-pass";

export type Refusal = ReserveProblem | Paying | PassRequired | InvalidInput;
type Words = {
  message: string;
  link?: { href: string; text: string };
  /** Ids of the seats it is about, and whether they are gone. */
  seats?: { ids: string[]; taken: boolean };
};

const uuid = /^[0-9a-f-]{36}$/;

/** Why nothing was held, in a sentence a fan can act on. */
export async function refusalWords(problem: Refusal, eventId: string | undefined, language: Language): Promise<Words> {
  const locale = localeOf[language];
  const t = await getTranslations({ locale, namespace: "pick.errors" });
  const event = eventId && uuid.test(eventId) ? await eventById(eventId) : undefined;
  switch (problem.kind) {
    case "sold_out": {
      const left = Object.entries(problem.available).flatMap(([id, count]) => {
        const name = event?.ticketTypes.find((type) => type.id === id)?.name;
        return name ? [t("left", { name: isolated(name), count })] : [];
      });
      const areLeft = Object.entries(problem.available).every(([, count]) => count > 0);
      const numbered = Object.keys(problem.available).every(
        (id) => event?.ticketTypes.find((type) => type.id === id)?.kind === "seated",
      );
      return { message: t(areLeft && numbered ? "not_together" : "sold_out", { left: left.join(" ") }) };
    }
    case "limit_exceeded":
      return { message: limitWords(problem, t) };
    case "not_on_sale": {
      if (!problem.opensAt || !event) return { message: t("not_on_sale") };
      const format = await getFormatter({ locale });
      const date = format.dateTime(problem.opensAt, {
        ...{ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
        timeZone: event.timezone,
      });
      return { message: t("opens", { date }) };
    }
    case "pass_required":
      return { message: t("pass_required"), link: { href: pathIn(language, problem.queueUrl), text: t("join") } };
    case "seats_taken":
      return { message: t("seats_taken"), seats: { ids: problem.seats, taken: true } };
    case "conflict":
      return "rule" in problem
        ? { message: t(problem.rule), seats: { ids: problem.seats, taken: false } }
        : { message: t("conflict") };
    case "idempotency_mismatch":
      return { message: t("unavailable") };
    default:
      return { message: t(problem.kind) };
  }
}

type Limited = Extract<Refusal, { kind: "limit_exceeded" }>;

function limitWords({ limit, max }: Limited, t: Awaited<ReturnType<typeof getTranslations<"pick.errors">>>) {
  if (limit === "per_type") return t("per_type", { max });
  if (limit === "per_order") return t("per_order", { max });
  return limit === "per_fan" ? t("per_fan") : t("limit_exceeded");
}
