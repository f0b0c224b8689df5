import { z } from "zod";
import { ownCall } from "./call";
import { money } from "./currencies";
import { Refusal } from "./errors";
import { authenticateIntent } from "./intents/authenticate";
import { findIntent } from "./intents/find";
import { findMethod } from "./payment-methods";
import type { Settings } from "./settings";
import type { Store } from "./store";

const answered = z.strictObject({ client_secret: z.string().max(200), outcome: z.enum(["succeed", "fail"]) });

/** What the 3-D Secure page shows and does. The client secret is its key. */
export function openChallenge(store: Store, settings: Settings) {
  const callOf = (clientSecret: string) => ({
    ...ownCall(store, settings),
    publishable: true,
    params: { client_secret: clientSecret },
  });

  function show(id: string, clientSecret: string) {
    const intent = findIntent(callOf(clientSecret), id);
    const challenge = store.get("challenges", id);
    const method = challenge && findMethod(ownCall(store, settings), challenge.paymentMethod, "payment_method");
    return {
      open: intent.status === "requires_action",
      amount: money(intent.amount, intent.currency),
      card: `${method?.card?.brand ?? "card"} •••• ${method?.card?.last4 ?? ""}`,
    };
  }

  function answer(id: string, input: unknown) {
    const { client_secret: clientSecret, outcome } = answered.parse(input);
    const { status } = store.transaction(() => authenticateIntent(callOf(clientSecret), id, outcome));
    const { returnUrl } = store.get("challenges", id) ?? {};
    if (!returnUrl) return { status, redirect: null };
    const url = new URL(returnUrl);
    url.searchParams.set("payment_intent", id);
    url.searchParams.set("payment_intent_client_secret", clientSecret);
    const failed = status === "requires_payment_method";
    url.searchParams.set("redirect_status", failed ? "failed" : "succeeded");
    return { status, redirect: url.href };
  }

  return function visit(method: string, id: string, clientSecret: string, input: unknown) {
    try {
      return { status: 200, body: method === "POST" ? answer(id, input) : show(id, clientSecret) };
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, body: { error: error.body } };
      if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
      throw error;
    }
  };
}
