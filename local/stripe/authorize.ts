import type { IncomingHttpHeaders } from "node:http";
import { unauthorized } from "./errors";
import type { Params } from "./form";
import type { Settings } from "./settings";

export type Caller = { publishable: boolean };

/** Bearer, or Basic with the key as its user; a browser may send the publishable key as `key`. */
export function authorize(headers: IncomingHttpHeaders, params: Params, settings: Settings): Caller {
  const key = keyOf(headers.authorization) ?? (typeof params.key === "string" ? params.key : undefined);
  if (!key) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://docs.stripe.com/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (key === settings.secretKey) return { publishable: false };
  if (key === settings.publishableKey) return { publishable: true };
  throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
}

function keyOf(header: string | undefined) {
  const [, scheme, value = ""] = /^(Bearer|Basic)\s+(\S+)$/i.exec(header ?? "") ?? [];
  if (!scheme) return undefined;
  if (scheme.toLowerCase() === "bearer") return value;
  return Buffer.from(value, "base64").toString().split(":")[0];
}

const masked = (key: string) =>
  key.length < 12 ? "*".repeat(key.length) : `${key.slice(0, 8)}${"*".repeat(key.length - 12)}${key.slice(-4)}`;
