import type { Settings } from "../settings";
import type { Store } from "../store";

export type Target = { id: string; url: string; secret: string; enabled: string[] };

/** Who is told of events: the application, from the environment, and the endpoints made over the API. */
export function targets(store: Store, { webhookUrl, webhookSecret }: Settings): Target[] {
  const application = webhookUrl
    ? [{ id: "we_application", url: webhookUrl, secret: webhookSecret, enabled: ["*"] }]
    : [];
  const made = store
    .oldestFirst("webhook_endpoints")
    .filter(({ status }) => status === "enabled")
    .map(({ id, url, secret = "", enabled_events: enabled }) => ({ id, url, secret, enabled }));
  return [...application, ...made];
}
