"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { PayAnswer } from "./answers";
import { type Attempt, keepAttempt, recallAttempt } from "./attempt";

export type PaymentState =
  | { kind: "ready" }
  | { kind: "busy"; at: "paying" | "confirming" | "processing" | "resuming" }
  | { kind: "refused"; message: string; next: "new" | "same" | "over"; fields?: { name?: string; email?: string } };

type Refused = Extract<PayAnswer, { kind: "refused" }>;
type Settings = {
  holdId: string;
  purchase: (attempt: Attempt) => Promise<PayAnswer>;
  /** Lets the bank ask its question; what came of it the server tells. */
  confirm: (clientSecret: string) => Promise<void>;
  offline: string;
};

const waitsMs = [1000, 1500, 2000, 3000, 4000, 5000, 5000, 5000];
const roundsMax = 12;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Carries one attempt to its end: whatever happens on the way is repeated with the same key. */
export function usePayment({ holdId, purchase, confirm, offline }: Settings) {
  const [state, setState] = useState<PaymentState>({ kind: "ready" });
  const running = useRef(false);
  const open = useRef<Attempt>(undefined);

  const carry = useCallback(
    async (attempt: Attempt) => {
      for (let round = 0, waited = 0; round < roundsMax; round++) {
        const answer = await purchase(attempt).catch(
          (): Refused => ({ kind: "refused", message: offline, next: "same" }),
        );
        if (answer.kind === "refused") return answer;
        if (answer.kind === "paid") return answer;
        if (answer.kind === "confirm") {
          setState({ kind: "busy", at: "confirming" });
          await confirm(answer.clientSecret);
          continue;
        }
        setState({ kind: "busy", at: "processing" });
        const waitMs = waitsMs[waited++];
        if (waitMs === undefined) return answer;
        await sleep(waitMs);
      }
      return { kind: "refused", message: offline, next: "same" } satisfies Refused;
    },
    [purchase, confirm, offline],
  );

  const run = useCallback(
    async (attempt: Attempt, at: "paying" | "resuming" = "paying") => {
      if (running.current) return;
      running.current = true;
      open.current = attempt;
      keepAttempt(holdId, attempt);
      setState({ kind: "busy", at });
      const end = await carry(attempt);
      if (end.kind !== "refused") {
        if (end.kind === "paid") keepAttempt(holdId, undefined);
        window.location.assign(end.href);
        return;
      }
      if (end.next !== "same") {
        open.current = undefined;
        keepAttempt(holdId, undefined);
      }
      running.current = false;
      setState(end);
    },
    [carry, holdId],
  );

  return { state, run, open: () => open.current, refuse: (refused: Refused) => setState(refused) };
}

/** A reload while paying goes on with the same attempt, once the card form can ask the bank again. */
export function useResume(holdId: string, ready: boolean, run: (attempt: Attempt, at: "resuming") => Promise<void>) {
  const resumed = useRef(false);
  useEffect(() => {
    if (!ready || resumed.current) return;
    resumed.current = true;
    const kept = recallAttempt(holdId);
    if (kept) void run(kept, "resuming");
  }, [holdId, ready, run]);
}
