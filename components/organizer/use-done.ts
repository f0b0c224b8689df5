"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { useToast } from "@/components/ui/toast";

type Outcome<Value> = { ok: true; value: Value } | { ok: false; problem: { kind: string } };

const known = [
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "limit_exceeded",
  "rate_limited",
  "invalid_request",
] as const;
type Known = (typeof known)[number];
const isKnown = (kind: string): kind is Known => (known as readonly string[]).includes(kind);

/**
 * Runs an action and says what became of it: done is told by `done`, a refusal by its kind (or `words` of one's own),
 * and no answer at all as such. The page then shows how things are.
 */
export function useDone() {
  const t = useTranslations("refused");
  const toast = useToast();
  const router = useRouter();
  const [pending, start] = useTransition();
  const run = <Value>(
    act: () => Promise<Outcome<Value>>,
    done: (value: Value) => string | undefined,
    words: Partial<Record<string, string>> = {},
  ) =>
    start(async () => {
      try {
        const outcome = await act();
        if (outcome.ok) {
          const title = done(outcome.value);
          if (title) toast("good", title);
        } else {
          const { kind } = outcome.problem;
          toast("bad", words[kind] ?? t(isKnown(kind) ? kind : "unavailable"));
        }
        router.refresh();
      } catch {
        toast("bad", t("unavailable"));
      }
    });
  return { pending, run };
}
