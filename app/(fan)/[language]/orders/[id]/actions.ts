"use server";

import { headers } from "next/headers";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { MailAgainAnswer } from "@/components/order/mail-again";
import { currentUser } from "@/lib/auth/current-user";
import { currentFan } from "@/lib/auth/visitor";
import { action } from "@/lib/core/action";
import { isolated } from "@/lib/core/isolated";
import { languageOf, localeOf } from "@/lib/core/languages";
import { uuid } from "@/lib/core/uuid";
import { readOrder } from "@/lib/orders/read-order";
import { resendOwnTickets } from "@/lib/orders/resend-tickets";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";

const wish = z.object({ orderId: uuid, key: z.string().max(64).optional(), resendId: uuid });

const mailOwnTickets = action(wish, async ({ orderId, key, resendId }) => {
  const [fan, user] = await Promise.all([currentFan(), currentUser()]);
  const order = await readOrder({ orderId, key, fan, userId: user?.id });
  if (!order.ok) return order;
  const { email } = order.value.buyer;
  const counted = await limit("resend", { address: email, network: networkOf(await headers()) });
  if (!counted.ok) return counted;
  const mailed = await resendOwnTickets({ orderId, resendId });
  if (!mailed.ok) return mailed;
  after(publishOutboxQuietly);
  return { ok: true, value: email } as const;
});

type Page = { orderId: string; key: string; resendId: string; language: string };

/** Sends the tickets to the address of the order once more; one page sends one mail. */
export async function sendAgain({ language, ...page }: Page): Promise<MailAgainAnswer> {
  const mailed = await mailOwnTickets(page);
  const t = await getTranslations({ locale: localeOf[languageOf(language)], namespace: "order.mail" });
  if (mailed.ok) return { ok: true, message: t("sent", { email: isolated(mailed.value) }) };
  const tooMany = mailed.problem.kind === "rate_limited";
  return { ok: false, message: t(tooMany ? "tooMany" : "failed") };
}
