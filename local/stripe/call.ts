import type { Params } from "./form";
import type { Settings } from "./settings";
import type { Store } from "./store";

/** What an operation is given: who asks, with what, and where things are kept. */
export type Call = {
  store: Store;
  settings: Settings;
  /** A browser asks: it may see and do only what an intent's client secret allows. */
  publishable: boolean;
  params: Params;
  /** Null where Stripe itself acts. */
  requestId: string | null;
  idempotencyKey: string | null;
  nowMs: number;
};

export const seconds = (call: Call) => Math.floor(call.nowMs / 1000);

export const ownCall = (store: Store, settings: Settings): Call => ({
  store,
  settings,
  publishable: false,
  params: {},
  requestId: null,
  idempotencyKey: null,
  nowMs: Date.now(),
});
