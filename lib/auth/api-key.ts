import { createHash, randomBytes } from "node:crypto";
import { insertKey, keyByHash, touchKey } from "@/db/queries/organizers";
import { type Grant, grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { allows, type Scope } from "./scopes";

const shape = /^Bearer (hf_live_[A-Za-z0-9_-]{16,86})$/i;
const touchedEverySeconds = 300;
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

type NewKey = { organizationId: string; name: string; scopes: readonly (Scope | "*")[] };

/** A new key of 256 random bits. It is told once; what is kept cannot be turned back into it. */
export async function createApiKey({ organizationId, name, scopes }: NewKey): Promise<{ id: string; key: string }> {
  const key = `hf_live_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  await insertKey({ id, organizationId, name, hash: hashOf(key), scopes: [...scopes] });
  return { id, key };
}

/** Whose program asks, if its key may do this. */
export async function requireKey<Allowed extends Scope>(
  request: Request,
  scope: Allowed,
): Promise<Result<Grant<Allowed>, { kind: "unauthenticated" } | { kind: "forbidden"; detail: string }>> {
  const [, key] = shape.exec(request.headers.get("authorization") ?? "") ?? [];
  const known = key ? await keyByHash(hashOf(key)) : undefined;
  if (!known) return refuse({ kind: "unauthenticated" });
  if (!allows(known.scopes, scope)) return refuse({ kind: "forbidden", detail: `This key lacks ${scope}` });
  const untouchedMs = Date.now() - (known.lastUsedAt?.getTime() ?? 0);
  if (untouchedMs > touchedEverySeconds * 1000) await touchKey(known.id, touchedEverySeconds);
  return ok(grant<Allowed>({ organizationId: known.organizationId, actor: `key:${known.id}` }));
}
