"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { Confirm, ConfirmClose } from "@/components/ui/dialog";
import { useDone } from "./use-done";

type Sent = { ok: true; value: { resendId: string } } | { ok: false; problem: { kind: string } };
type Props = {
  orderId: string;
  email: string;
  send: (input: { orderId: string; resendId: string }) => Promise<Sent>;
};

export function ResendDialog({ orderId, email, send }: Props) {
  const t = useTranslations("orders");
  const [open, setOpen] = useState(false);
  const [resendId, setResendId] = useState("");
  const { pending, run } = useDone();
  // A name for each asking: pressed twice, or sent again after a lost answer, it is one mail.
  const toggle = (next: boolean) => {
    if (next) setResendId(crypto.randomUUID());
    setOpen(next);
  };
  const go = () =>
    run(
      () => send({ orderId, resendId }),
      () => {
        setOpen(false);
        return t("resent", { email });
      },
    );
  return (
    <Confirm
      open={open}
      onOpenChange={toggle}
      trigger={
        <button type="button" className={buttonClass("quiet")}>
          {t("resend")}
        </button>
      }
      title={t("resendTitle")}
      description={t("resendText", { email })}
    >
      <div className="flex flex-wrap justify-end gap-3 pt-2">
        <ConfirmClose
          render={
            <button type="button" className={buttonClass("quiet")}>
              {t("cancel")}
            </button>
          }
        />
        <button type="button" className={buttonClass()} disabled={pending} onClick={go}>
          {t("resendGo")}
        </button>
      </div>
    </Confirm>
  );
}
