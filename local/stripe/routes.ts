import { listBalanceTransactions, retrieveBalance, retrieveBalanceTransaction } from "./balance";
import type { Call } from "./call";
import { listCharges, retrieveCharge } from "./charges";
import { createConfirmationToken, retrieveConfirmationToken } from "./confirmation-tokens";
import { closeDispute, listDisputes, retrieveDispute, updateDispute } from "./disputes";
import { Refusal, unauthorized } from "./errors";
import { listEvents, retrieveEvent } from "./events";
import { cancelIntent } from "./intents/cancel";
import { captureIntent } from "./intents/capture";
import { confirm } from "./intents/confirm";
import { createIntent } from "./intents/create";
import { listIntents, retrieveIntent } from "./intents/retrieve";
import { updateIntent } from "./intents/update";
import { createPaymentMethod, retrievePaymentMethod } from "./payment-methods";
import { createRefund } from "./refunds/create";
import { cancelRefund, listRefunds, retrieveRefund, updateRefund } from "./refunds/read";
import { createEndpoint, deleteEndpoint, listEndpoints, retrieveEndpoint, updateEndpoint } from "./webhooks/endpoints";

type Operation = (call: Call, id: string) => object;

/** Method and path, `:id` for the object. What a browser may ask, too, with its publishable key, is marked. */
const routes: Record<string, Operation> = {
  "GET /v1/balance": retrieveBalance,
  "GET /v1/balance_transactions": listBalanceTransactions,
  "GET /v1/balance_transactions/:id": retrieveBalanceTransaction,
  "GET /v1/charges": listCharges,
  "GET /v1/charges/:id": retrieveCharge,
  "POST /v1/confirmation_tokens": createConfirmationToken,
  "GET /v1/confirmation_tokens/:id": retrieveConfirmationToken,
  "GET /v1/disputes": listDisputes,
  "GET /v1/disputes/:id": retrieveDispute,
  "POST /v1/disputes/:id": updateDispute,
  "POST /v1/disputes/:id/close": closeDispute,
  "GET /v1/events": listEvents,
  "GET /v1/events/:id": retrieveEvent,
  "GET /v1/payment_intents": listIntents,
  "POST /v1/payment_intents": createIntent,
  "GET /v1/payment_intents/:id": retrieveIntent,
  "POST /v1/payment_intents/:id": updateIntent,
  "POST /v1/payment_intents/:id/cancel": cancelIntent,
  "POST /v1/payment_intents/:id/capture": captureIntent,
  "POST /v1/payment_intents/:id/confirm": confirm,
  "POST /v1/payment_methods": createPaymentMethod,
  "GET /v1/payment_methods/:id": retrievePaymentMethod,
  "GET /v1/refunds": listRefunds,
  "POST /v1/refunds": createRefund,
  "GET /v1/refunds/:id": retrieveRefund,
  "POST /v1/refunds/:id": updateRefund,
  "POST /v1/refunds/:id/cancel": cancelRefund,
  "POST /v1/test_helpers/confirmation_tokens": createConfirmationToken,
  "GET /v1/webhook_endpoints": listEndpoints,
  "POST /v1/webhook_endpoints": createEndpoint,
  "GET /v1/webhook_endpoints/:id": retrieveEndpoint,
  "POST /v1/webhook_endpoints/:id": updateEndpoint,
  "DELETE /v1/webhook_endpoints/:id": deleteEndpoint,
};

const forBrowsers = new Set([
  "GET /v1/payment_intents/:id",
  "POST /v1/payment_intents/:id/confirm",
  "POST /v1/payment_methods",
  "POST /v1/confirmation_tokens",
]);

export type Route = { operation: Operation; id: string; forBrowsers: boolean };

/** Where a request goes, if its key may go there. */
export function routeFor(method: string, path: string, publishable: boolean): Route {
  const route = findRoute(method, path);
  if (!route) {
    const message = `Unrecognized request URL (${method}: ${path}). Please see https://docs.stripe.com or we can help at https://support.stripe.com/.`;
    throw new Refusal(404, { type: "invalid_request_error", message }, { executed: false });
  }
  if (!publishable || route.forBrowsers) return route;
  throw unauthorized(
    "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
    "secret_key_required",
  );
}

function findRoute(method: string, path: string): Route | undefined {
  const exact = `${method} ${path}`;
  const plain = Object.hasOwn(routes, exact) ? routes[exact] : undefined;
  if (plain) return { operation: plain, id: "", forBrowsers: forBrowsers.has(exact) };
  const [, start, id = "", end = ""] = /^(\/v1\/\w+\/)(\w+)(\/\w+)?$/.exec(path) ?? [];
  const name = `${method} ${start}:id${end}`;
  const operation = Object.hasOwn(routes, name) ? routes[name] : undefined;
  return operation && { operation, id, forBrowsers: forBrowsers.has(name) };
}
