import type Stripe from "stripe";
import { z } from "zod";
import type { Call } from "../call";
import { listPage } from "../list";
import { expand, ignored, paging, read } from "../params";
import { findIntent } from "./find";

export function retrieveIntent(call: Call, id: string): Stripe.PaymentIntent {
  read(z.strictObject({ expand, client_secret: ignored }), call.params);
  return findIntent(call, id);
}

export function listIntents(call: Call) {
  const asked = read(z.strictObject(paging), call.params);
  return listPage(call.store.oldestFirst("payment_intents"), asked, "/v1/payment_intents");
}
