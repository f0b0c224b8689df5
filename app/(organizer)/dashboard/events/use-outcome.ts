"use client";

import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/toast";

type Problem = { kind: string; detail?: string };
type Outcome = { ok: true } | { ok: false; problem: Problem };

const known = ["forbidden", "unauthenticated", "not_found", "conflict", "not_ready", "invalid_request"] as const;

/**
 * Asks an action and says what came of it. Whatever was not answered counts as not done: nothing typed is lost, and
 * it may be asked again.
 */
export function useOutcome() {
  const t = useTranslations("events.failures");
  const toast = useToast();
  const wordsOf = ({ kind }: Problem, conflict?: string) => {
    if (kind === "conflict" && conflict) return conflict;
    const named = known.find((each) => each === kind);
    return t(named ?? "unavailable");
  };
  return async function outcomeOf<Answer extends Outcome>(
    ask: () => Promise<Answer>,
    { done, conflict }: { done?: string; conflict?: string } = {},
  ): Promise<Answer | undefined> {
    const answer = await ask().catch(() => undefined);
    if (!answer) toast("bad", t("unavailable"));
    else if (!answer.ok) toast("bad", wordsOf(answer.problem, conflict));
    else if (done) toast("good", done);
    return answer;
  };
}
