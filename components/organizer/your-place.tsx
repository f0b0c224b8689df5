"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { SelectField } from "@/components/ui/field";
import type { Role } from "@/lib/core/roles";
import { Ask } from "./ask";
import type { Outcome } from "./team-list";

type Props = {
  email: string;
  role: Role;
  organization: string;
  organizationId: string;
  others: { organizationId: string; organizationName: string }[];
  leave: (nothing: Record<string, never>) => Promise<Outcome>;
  signOut: (nothing: Record<string, never>) => Promise<Outcome>;
  show: (input: { organizationId: string }) => Promise<Outcome>;
};

const goTo = (path: string) => () => {
  window.location.assign(path);
  return undefined;
};

/** Whoever is signed in, and how they get elsewhere or out. */
export function YourPlace({ email, role, organization, organizationId, others, leave, signOut, show }: Props) {
  const t = useTranslations("team");
  const roles = useTranslations("roles");
  const options = others.map((each) => [each.organizationId, each.organizationName] as [string, string]);
  const change = async (form: FormData) => {
    const shown = await show({ organizationId: String(form.get("organization")) });
    if (shown.ok) window.location.assign("/dashboard");
  };
  return (
    <Card title={t("yours")}>
      <p className="break-words text-muted">{t("yoursText", { email, role: roles(role), organization })}</p>
      {options.length > 1 && (
        <form action={change} className="flex max-w-md items-end gap-3">
          <SelectField label={t("switch")} name="organization" defaultValue={organizationId} options={options} />
          <button type="submit" className={buttonClass("quiet")}>
            {t("switchGo")}
          </button>
        </form>
      )}
      <div className="flex flex-wrap gap-3">
        <Ask
          trigger={
            <button type="button" className={buttonClass("quiet", "sm")}>
              {t("everywhere")}
            </button>
          }
          texts={{
            title: t("everywhereTitle"),
            text: t("everywhereText", { email }),
            go: t("everywhere"),
            cancel: t("cancel"),
          }}
          act={() => signOut({})}
          done={goTo("/sign-in")}
        />
        <Ask
          trigger={
            <button type="button" className={buttonClass("quiet", "sm")}>
              {t("leave", { organization })}
            </button>
          }
          texts={{
            title: t("leaveTitle", { organization }),
            text: t("leaveText"),
            go: t("leaveGo"),
            cancel: t("cancel"),
          }}
          act={() => leave({})}
          done={goTo("/dashboard")}
          words={{ conflict: t("lastOwner") }}
        />
        <a href="/dashboard/start" className={buttonClass("plain", "sm")}>
          {t("another")}
        </a>
      </div>
    </Card>
  );
}
