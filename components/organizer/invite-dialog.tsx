"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { type Role, roles } from "@/lib/core/roles";
import { Choice } from "./choice";
import type { Outcome } from "./team-list";
import { useDone } from "./use-done";

type Wish = { email: string; role: Role; invitationId: string };

export function InviteDialog({ invite }: { invite: (wish: Wish) => Promise<Outcome> }) {
  const t = useTranslations("team");
  const role = useTranslations("roles");
  const note = useTranslations("roleNotes");
  const [open, setOpen] = useState(false);
  const [invitationId, setInvitationId] = useState("");
  const { pending, run } = useDone();
  // A name for each opening: sent again after a lost answer, it is one invitation.
  const toggle = (next: boolean) => {
    if (next) setInvitationId(crypto.randomUUID());
    setOpen(next);
  };
  const submit = (form: FormData) => {
    const email = String(form.get("email") ?? "");
    const chosen = roles.find((each) => each === form.get("role")) ?? "support";
    run(
      () => invite({ email, role: chosen, invitationId }),
      () => {
        setOpen(false);
        return t("invited", { email });
      },
      { conflict: t("inviteMember"), invalid_request: t("emailWrong") },
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={toggle}
      trigger={
        <button type="button" className={buttonClass()}>
          {t("invite")}
        </button>
      }
      title={t("inviteTitle")}
      description={t("inviteText")}
    >
      <form action={submit} className="flex flex-col gap-4">
        <Field label={t("email")} name="email" type="email" required maxLength={254} autoComplete="off" />
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-1 font-semibold text-sm">{t("role")}</legend>
          {roles.map((each) => (
            <Choice
              key={each}
              type="radio"
              name="role"
              value={each}
              defaultChecked={each === "support"}
              title={role(each)}
              note={note(each)}
            />
          ))}
        </fieldset>
        <div className="flex flex-wrap justify-end gap-3">
          <DialogClose
            render={
              <button type="button" className={buttonClass("quiet")}>
                {t("cancel")}
              </button>
            }
          />
          <button type="submit" className={buttonClass()} disabled={pending}>
            {t("inviteGo")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
