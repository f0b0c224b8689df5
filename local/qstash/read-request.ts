import type { Request } from "@/local/http/server";
import type { Headers } from "./settings";

/** The headers that say something about the message, not about this request. */
export function settingHeaders(request: Request): Headers {
  const wanted = Object.entries(request.headers).flatMap(([name, value]) =>
    (name.startsWith("upstash-") || name === "content-type") && typeof value === "string"
      ? [[name, value] as const]
      : [],
  );
  return Object.fromEntries(wanted);
}

export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** A name from a path; one that was encoded wrongly is taken as it stands. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
