import type Stripe from "stripe";
import { z } from "zod";
import { type Call, seconds } from "../call";
import { badParameter, missing } from "../errors";
import { newId } from "../ids";
import { listPage } from "../list";
import { mergeMetadata } from "../metadata";
import { clearable, expand, flag, ignored, metadata, paging, read, text } from "../params";
import { apiVersion } from "../settings";

const endpointsMax = 16;
const events = z.array(text).min(1).max(100);
const creation = z.strictObject({
  api_version: ignored,
  connect: ignored,
  description: clearable.optional(),
  enabled_events: events,
  expand,
  metadata,
  url: text,
});

export function createEndpoint(call: Call): Stripe.WebhookEndpoint {
  const given = read(creation, call.params);
  if (call.store.oldestFirst("webhook_endpoints").length >= endpointsMax) {
    throw badParameter(`You have reached the maximum of ${endpointsMax} test webhook endpoints.`);
  }
  const endpoint: Stripe.WebhookEndpoint = {
    id: newId("we"),
    object: "webhook_endpoint",
    api_version: apiVersion,
    application: null,
    created: seconds(call),
    description: given.description || null,
    enabled_events: given.enabled_events,
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    secret: newId("whsec"),
    status: "enabled",
    url: onThisMachine(given.url),
  };
  return call.store.put("webhook_endpoints", endpoint);
}

/** An emulator must never knock at somebody else's door. */
function onThisMachine(url: string) {
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (["127.0.0.1", "localhost", "[::1]"].includes(host)) return url;
  const message = "Invalid URL: this Stripe delivers to http://127.0.0.1 and http://localhost only.";
  throw badParameter(message, { code: "url_invalid", param: "url" });
}

/** The secret is shown once, at creation. */
const withoutSecret = ({ secret, ...shown }: Stripe.WebhookEndpoint) => shown;

export function listEndpoints(call: Call) {
  const { created, ...asked } = read(z.strictObject(paging), call.params);
  const endpoints = call.store.oldestFirst("webhook_endpoints").map(withoutSecret);
  return listPage(endpoints, { ...asked, created }, "/v1/webhook_endpoints");
}

export function retrieveEndpoint(call: Call, id: string) {
  return withoutSecret(find(call, id));
}

const updating = creation.partial().extend({ disabled: flag.optional() });

export function updateEndpoint(call: Call, id: string) {
  const given = read(updating, call.params);
  const before = find(call, id);
  const updated = call.store.put("webhook_endpoints", {
    ...before,
    enabled_events: given.enabled_events ?? before.enabled_events,
    metadata: mergeMetadata(before.metadata, given.metadata),
    status: given.disabled === undefined ? before.status : given.disabled ? "disabled" : "enabled",
    url: given.url === undefined ? before.url : onThisMachine(given.url),
  });
  return withoutSecret(updated);
}

export function deleteEndpoint(call: Call, id: string) {
  find(call, id);
  call.store.remove("webhook_endpoints", id);
  return { id, object: "webhook_endpoint", deleted: true };
}

function find(call: Call, id: string): Stripe.WebhookEndpoint {
  const endpoint = call.store.get("webhook_endpoints", id);
  if (!endpoint) throw missing("webhook endpoint", id, "webhook_endpoint", true);
  return endpoint;
}
