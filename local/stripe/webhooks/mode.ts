import { z } from "zod";
import type { WebhookMode } from "../collections";
import type { Store } from "../store";

export const modeInput = z.object({
  mode: z.enum(["normal", "hold", "duplicate", "reverse", "drop"]),
  delayMs: z.number().int().min(0).max(600_000).default(0),
});

const usual: WebhookMode = { id: "webhooks", mode: "normal", delayMs: 0 };

export const modeOf = (store: Store): WebhookMode => store.get("webhook_mode", "webhooks") ?? usual;
