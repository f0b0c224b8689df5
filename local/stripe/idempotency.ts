import type { Remembered } from "./collections";
import { Refusal } from "./errors";
import type { Params } from "./form";
import type { Store } from "./store";

const keptMs = 24 * 3_600_000;
const keyLengthMax = 255;

/** Keys are an account's own. */
export type Keyed = { id: string; key: string; path: string; params: string };

/**
 * https://docs.stripe.com/api/idempotent_requests: the first answer of a key is the answer for a day, even a 500;
 * other parameters are an error; at the same time is a conflict.
 */
export function keyedRequest(key: string | null, account: string, path: string, params: Params): Keyed | undefined {
  if (!key) return undefined;
  if (key.length <= keyLengthMax) return { id: `${account}:${key}`, key, path, params: sorted(params) };
  throw new Refusal(
    400,
    { type: "idempotency_error", message: `Idempotency keys may have up to ${keyLengthMax} characters.` },
    { executed: false },
  );
}

export function recall(store: Store, { id, key, path, params }: Keyed, nowMs: number): Remembered | undefined {
  const known = store.get("remembered", id);
  if (!known || nowMs - known.atMs > keptMs) return undefined;
  const another = `Try using a key other than '${key}' if you meant to execute a different request.`;
  if (known.path !== path) {
    const paths = `('${known.path}' vs '${path}')`;
    throw reuse(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ${paths}. ${another}`,
    );
  }
  if (known.params !== params) {
    throw reuse(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ${another}`,
    );
  }
  return known;
}

export const inUse = (key: string) =>
  new Refusal(
    409,
    {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Stripe Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    },
    { executed: false },
  );

const reuse = (message: string) => new Refusal(400, { type: "idempotency_error", message }, { executed: false });

const sorted = (params: Params): string =>
  JSON.stringify(params, (_name, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
