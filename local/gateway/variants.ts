import type { Answer } from "./execute";
import { renderError } from "./render";
import type { Scripts } from "./scripts";

const isVariant = (value: unknown): value is { sha: string; script?: string } =>
  typeof value === "object" && value !== null && "sha" in value && typeof value.sha === "string";

export const variantsPath = "/_local/scripts";

/**
 * `GET /_local/scripts` tells the scripts callers have sent; `POST {sha, script}` has Redis run another in place of
 * one, `POST {sha}` ends that. Behind the token: who has it may run any script anyway.
 */
export function variants(scripts: Scripts, method: string | undefined, body: Buffer): Answer {
  if (method === "POST") {
    const wanted: unknown = JSON.parse(body.toString());
    if (!isVariant(wanted)) return { status: 400, json: renderError("name the sha, and the script to run instead") };
    scripts.serveInstead(wanted.sha, wanted.script);
  }
  return { status: 200, json: JSON.stringify(scripts.list()) };
}
