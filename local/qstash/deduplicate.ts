import { createHash } from "node:crypto";
import type { Draft } from "./accept";
import type { Settings } from "./model";

/** What a second message is recognised by, if its publisher asked for that. */
export function deduplicationKey(draft: Draft, settings: Settings): string | undefined {
  if (settings.deduplicationId) return `id:${settings.deduplicationId}`;
  if (!settings.contentBased) return undefined;
  const headers = Object.entries(settings.forward).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash("sha256")
    .update(JSON.stringify([draft.url, headers]))
    .update(draft.body);
  return `content:${hash.digest("base64url")}`;
}
