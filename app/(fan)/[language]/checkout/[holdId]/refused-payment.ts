import { getTranslations } from "next-intl/server";
import { z } from "zod";
import type { PayAnswer } from "@/components/checkout/answers";
import type { InvalidInput } from "@/lib/core/action";
import { emailAddress } from "@/lib/core/email";
import { type Language, localeOf } from "@/lib/core/languages";
import type { PurchaseProblem } from "@/lib/orders/purchase";
import type { LimitProblem } from "@/lib/rate-limit/limit";

type Refused = Extract<PayAnswer, { kind: "refused" }>;
type Problem = PurchaseProblem | InvalidInput | LimitProblem;
type Buyer = { name: string; email: string };

/** Another press is a new card; the same attempt once more; or these tickets are gone. */
const next: Record<Problem["kind"], Refused["next"]> = {
  payment_declined: "new",
  invalid_request: "new",
  limit_exceeded: "new",
  idempotency_mismatch: "new",
  unavailable: "same",
  rate_limited: "same",
  conflict: "same",
  hold_expired: "over",
  not_found: "over",
  not_on_sale: "over",
  sold_out: "over",
  seats_taken: "over",
};

/** A refusal in words: why, whether money moved, and what to do now. */
export async function refusedPayment(problem: Problem, buyer: Buyer, language: Language): Promise<PayAnswer> {
  const t = await getTranslations({ locale: localeOf[language], namespace: "checkout.errors" });
  if (problem.kind === "payment_declined") {
    return {
      kind: "refused",
      message: t(problem.reason),
      next: problem.reason === "attempts_used_up" ? "over" : "new",
    };
  }
  const refused = { kind: "refused", message: t(problem.kind), next: next[problem.kind] } as const;
  if (problem.kind !== "invalid_request") return refused;
  const fields = {
    ...(!z.string().trim().min(1).safeParse(buyer.name).success && { name: t("nameField") }),
    ...(!emailAddress.safeParse(buyer.email).success && { email: t("emailField") }),
  };
  return { ...refused, fields };
}
