"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { PayAnswer } from "./answers";
import { type Attempt, keepAttempt, recallAttempt } from "./attempt";
import { inTime, reconnected } from "./connection";

export type PaymentState =
  | { kind: "ready" }
  | { kind: "busy"; at: "paying" | "confirming" | "processing" | "resuming" | "lost" }
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
/** How often a lost answer is asked for again before the fan is asked to press the button. */
const lostMax = 20;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Carries one attempt to its end: whatever happens on the way is repeated with the same key. */
export function usePayment({ holdId, purchase, confirm, offline }: Settings) {
  const [state, setState] = useState<PaymentState>({ kind: "ready" });
  const running = useRef(false);
  const open = useRef<Attempt>(undefined);
  const left = useRef<AbortController>(undefined);
  useEffect(() => () => left.current?.abort(), []);

  /** One answer; while the network is away it is asked for again, with the same key. */
  const ask = useCallback(
    async (attempt: Attempt, signal: AbortSignal): Promise<PayAnswer> => {
      for (let failures = 0; failures < lostMax && !signal.aborted; failures++) {
        const answer = await inTime(purchase(attempt)).catch(() => undefined);
        if (answer) return answer;
        setState({ kind: "busy", at: "lost" });
        await reconnected(failures, signal);
      }
      return { kind: "refused", message: offline, next: "same" };
    },
    [purchase, offline],
  );

  const carry = useCallback(
    async (attempt: Attempt, signal: AbortSignal): Promise<PayAnswer> => {
      for (let round = 0, waited = 0; round < roundsMax; round++) {
        const answer = await ask(attempt, signal);
        if (answer.kind === "refused" || answer.kind === "paid") return answer;
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
      return { kind: "refused", message: offline, next: "same" };
    },
    [ask, confirm, offline],
  );

  const run = useCallback(
    async (attempt: Attempt, at: "paying" | "resuming" = "paying") => {
      if (running.current) return;
      running.current = true;
      open.current = attempt;
      left.current = new AbortController();
      keepAttempt(holdId, attempt);
      setState({ kind: "busy", at });
      const end = await carry(attempt, left.current.signal);
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
