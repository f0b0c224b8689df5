"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { momentOf } from "@/lib/core/local-time";

type Props = Omit<React.ComponentProps<typeof Field>, "type"> & {
  /** What the field says now. */
  local: string;
  timezone: string;
};

/** A time on the clocks of a zone. Where a clock shows it twice, it says which one is meant. */
export function LocalTimeField({ local, timezone, hint, ...field }: Props) {
  const t = useTranslations("editor");
  const isTwice = timezone !== "" && momentOf(local, timezone).kind === "twice";
  return <Field type="datetime-local" hint={isTwice ? t("twice") : hint} {...field} />;
}
