type Json = { [name: string]: unknown };

/** https://docs.stripe.com/api/payment_intents/retrieve: a publishable key sees these properties only. */
const shownToBrowsers = [
  "id",
  "object",
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_configuration_details",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
];

export function publicView(answer: object): object {
  const json: Json = { ...answer };
  if (json.object !== "payment_intent") return answer;
  return Object.fromEntries(shownToBrowsers.map((name) => [name, json[name]]));
}
