import { z } from "zod";
import { ownCall } from "./call";
import { Refusal } from "./errors";
import { type Faults, faultInput } from "./faults";
import { authenticateIntent } from "./intents/authenticate";
import { ledger } from "./ledger";
import { findRefund } from "./refunds/read";
import { settleRefund } from "./refunds/settle";
import type { Settings } from "./settings";
import type { Store } from "./store";
import { modeInput, modeOf } from "./webhooks/mode";

type Answer = { status: number; body: object };
const outcomeInput = z.strictObject({ outcome: z.enum(["succeed", "fail"]) });
const ok = (body: object): Answer => ({ status: 200, body });

/** The emulator's own doors, for tests and operators: no vendor has them. */
export function openLocalRoutes(store: Store, settings: Settings, faults: Faults) {
  const doors: Record<string, (input: unknown) => Answer> = {
    "GET /_local/health": () => ok({ ok: true }),
    "GET /_local/ledger": () => ok(ledger(store)),
    "GET /_local/webhooks": () => ok(modeOf(store)),
    "POST /_local/webhooks": (input) => {
      const mode = { ...modeInput.parse(input), id: "webhooks" as const };
      return ok(store.transaction(() => store.put("webhook_mode", mode)));
    },
    "GET /_local/faults": () => ok({ faults: faults.all() }),
    "POST /_local/faults": (input) => {
      faults.add(faultInput.parse(input));
      return ok({ faults: faults.all() });
    },
    "DELETE /_local/faults": () => {
      faults.clear();
      return ok({ faults: [] });
    },
    "DELETE /_local/state": () => {
      store.clear();
      faults.clear();
      return ok({ cleared: true });
    },
  };

  function authenticate(id: string, input: unknown): Answer {
    const { outcome } = outcomeInput.parse(input);
    return ok(store.transaction(() => authenticateIntent(ownCall(store, settings), id, outcome)));
  }

  function settle(id: string, input: unknown): Answer {
    const outcome = outcomeInput.parse(input).outcome === "fail" ? "failed" : "succeeded";
    const call = ownCall(store, settings);
    return ok(store.transaction(() => settleRefund(call, findRefund(call, id), outcome)));
  }

  return function visit(method: string, path: string, input: unknown): Answer {
    const [, kind, id = ""] = /^\/_local\/(intents|refunds)\/([^/]+)\/(?:authenticate|settle)$/.exec(path) ?? [];
    try {
      if (method === "POST" && kind === "intents") return authenticate(id, input);
      if (method === "POST" && kind === "refunds") return settle(id, input);
      const open = doors[`${method} ${path}`];
      return open ? open(input) : { status: 404, body: { error: "no such door" } };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: { error: error.body } };
      if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
      throw error;
    }
  };
}
