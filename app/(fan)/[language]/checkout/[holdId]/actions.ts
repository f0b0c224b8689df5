"use server";

import { createHash } from "node:crypto";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { CodeAnswer, ExtendAnswer, PayAnswer } from "@/components/checkout/answers";
import { currentUser } from "@/lib/auth/current-user";
import { openCode } from "@/lib/codes/open-code";
import { action } from "@/lib/core/action";
import { describeFailure } from "@/lib/core/failure";
import { languageOf, localeOf, pathIn } from "@/lib/core/languages";
import { log } from "@/lib/core/log";
import { refuse } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { eventById } from "@/lib/events/read-event";
import { extend } from "@/lib/inventory/extend";
import { eventOfHold } from "@/lib/inventory/hold-id";
import { paymentWindow } from "@/lib/inventory/payment-window";
import { readHold } from "@/lib/inventory/read-hold";
import { leaveCheckout } from "@/lib/orders/leave-checkout";
import { type PurchaseAnswer, purchase } from "@/lib/orders/purchase";
import { purchaseRequest } from "@/lib/orders/purchase-request";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { type LimitProblem, limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";
import { endSession, keepSession } from "@/lib/waiting-room/keep-session";
import { livePass, passCookieOf } from "@/lib/waiting-room/own-pass";
import { fanOfHold } from "../../fan-of-hold";
import { refusedPayment } from "./refused-payment";

const holdId = z.string().min(1).max(120);
const attempt = z.object({ key: z.uuid(), purchase: purchaseRequest });

type PayOutcome = PurchaseAnswer | { problem: LimitProblem };

const purchaseForFan = action(attempt, async ({ key, purchase: request }): Promise<PayOutcome> => {
  const fan = await fanOfHold(request.holdId);
  if (!fan) return { problem: { kind: "not_found" } };
  const counted = await limit("purchase", { fan, network: networkOf(await headers()) });
  if (!counted.ok) return { problem: counted.problem };
  const bodyHash = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  const userId = (await currentUser())?.id;
  const pass = await livePass(eventOfHold(request.holdId) ?? "", fan);
  const answer = await purchase({ ...request, fan, userId, idempotencyKey: key, bodyHash });
  if ("status" in answer && answer.status === 201) after(() => endSession(pass));
  return answer;
});

/** Where an action stands: the hold, and the language of its page. */
type Checkout = { hold: string; language: string };
type Attempt = { key: string; name: string; email: string; attendees?: string[]; confirmationToken?: string };

/** One try at paying for a hold. Sent again with the same key it continues, and never asks a card twice. */
export async function payForHold(
  { hold, language: spoken }: Checkout,
  { key, name, email, attendees, confirmationToken }: Attempt,
): Promise<PayAnswer> {
  const language = languageOf(spoken);
  const payment = confirmationToken ? { payment: { confirmationToken } } : {};
  const request = { holdId: hold, buyer: { name, email }, ...(attendees && { attendees }), ...payment };
  const answer = await purchaseForFan({ key, purchase: request }).catch((error: unknown): PayOutcome => {
    log.error({ ...describeFailure(error) }, "a purchase met a bug");
    return { problem: { kind: "unavailable", retryAfterSeconds: 1 } };
  });
  if ("ok" in answer) return refusedPayment(answer.problem, request.buyer, language);
  if ("problem" in answer) return refusedPayment(answer.problem, request.buyer, language);
  after(publishOutboxQuietly);
  const orderPath = (id: string, orderKey: string) => pathIn(language, `/orders/${id}?key=${orderKey}`);
  if (answer.status === 201) return { kind: "paid", href: orderPath(answer.order.id, answer.order.key) };
  const href = orderPath(answer.orderId, answer.key);
  return answer.state === "requires_action" && answer.clientSecret
    ? { kind: "confirm", clientSecret: answer.clientSecret, href }
    : { kind: "processing", href };
}

const wordsIn = (language: string) =>
  getTranslations({ locale: localeOf[languageOf(language)], namespace: "checkout" });

const extendForFan = action(holdId, async (id) => {
  const fan = await fanOfHold(id);
  if (!fan) return { ok: false, problem: { kind: "not_found" } } as const;
  const extended = await extend({ holdId: id, fan });
  if (!extended.ok) return extended;
  const { eventId } = extended.value;
  const kept = await keepSession(await livePass(eventId, fan), paymentWindow(extended.value));
  if (kept.ok && kept.value) (await cookies()).set(passCookieOf(eventId, kept.value));
  return extended;
});

export async function extendHold({ hold, language }: Checkout): Promise<ExtendAnswer> {
  const extended = await extendForFan(hold);
  if (extended.ok) return { kind: "extended", expiresAt: extended.value.expiresAt.toISOString() };
  return { kind: "refused", message: (await wordsIn(language))("extendFailed") };
}

const codeForFan = action(z.object({ hold: holdId, code: line(80).min(1) }), async ({ hold, code }) => {
  const fan = await fanOfHold(hold);
  const held = fan ? await readHold({ holdId: hold, fan }) : refuse({ kind: "not_found" });
  if (!held.ok) return held;
  const counted = await limit("code", { fan: held.value.fan, network: networkOf(await headers()) });
  return counted.ok ? openCode({ eventId: held.value.eventId, code }) : counted;
});

/** Tries a code on the tickets of this hold. */
export async function tryCode(
  { hold, language }: Checkout,
  _: CodeAnswer | undefined,
  form: FormData,
): Promise<CodeAnswer> {
  const code = String(form.get("code") ?? "").slice(0, 200);
  const opened = await codeForFan({ hold, code });
  const locale = localeOf[languageOf(language)];
  const t = await getTranslations({ locale, namespace: "checkout.codeAnswers" });
  return { code, message: t(opened.ok ? "taken" : opened.problem.kind) };
}

const leaveForFan = action(holdId, async (id) => {
  const fan = await fanOfHold(id);
  if (!fan) return { ok: false, problem: { kind: "not_found" } } as const;
  return leaveCheckout({ holdId: id, fan });
});

/** The tickets go back at once; then the event again. */
export async function releaseHold({ hold, language }: Checkout): Promise<{ message: string } | undefined> {
  const left = await leaveForFan(hold);
  const t = await wordsIn(language);
  if (!left.ok && left.problem.kind !== "not_found") {
    return { message: left.problem.kind === "conflict" ? t("releaseConflict") : t("releaseFailed") };
  }
  const eventId = eventOfHold(hold);
  const event = eventId ? await eventById(eventId) : undefined;
  redirect(pathIn(languageOf(language), event ? `/events/${event.slug}` : "/"));
}
