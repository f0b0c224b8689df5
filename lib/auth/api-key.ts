import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { insertAudit } from "@/db/queries/audit";
import { insertKey, keyByHash, liveKeyCount, liveKeys, markRevoked, touchKey } from "@/db/queries/keys";
import { lockOrganization } from "@/db/queries/team";
import { inTransaction } from "@/db/transaction";
import { type Grant, grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { line } from "@/lib/core/text";
import { allows, type Scope, scopes } from "./scopes";

const shape = /^Bearer (hf_live_[A-Za-z0-9_-]{16,86})$/i;
const touchedEverySeconds = 300;
const keysMax = 50;
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

export const newKey = z.object({
  name: line(60).min(1),
  scopes: z
    .array(z.enum([...scopes, "*"]))
    .min(1)
    .max(scopes.length + 1),
});
type NewKey = Grant<"keys:manage"> & z.output<typeof newKey>;

/** A new key of 256 random bits. It is told once; what is kept cannot be turned back into it. At most 50 work at once. */
export async function createApiKey({
  organizationId,
  actor,
  requestId,
  name,
  scopes,
}: NewKey): Promise<Result<{ id: string; key: string }, { kind: "limit_exceeded" }>> {
  const key = `hf_live_${randomBytes(32).toString("base64url")}`;
  const id = newId();
  return inTransaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    if ((await liveKeyCount(tx, organizationId)) >= keysMax) return refuse({ kind: "limit_exceeded" });
    await insertKey(tx, { id, organizationId, name, hash: hashOf(key), scopes });
    const change = { organizationId, actor, requestId, action: "key.created", targetId: id };
    await insertAudit(tx, { ...change, after: { name, scopes } });
    return ok({ id, key });
  });
}

/** The keys that work, without what opens anything. */
export async function listApiKeys({ organizationId }: Grant<"keys:manage">) {
  const keys = await liveKeys(organizationId, keysMax);
  return keys.map(({ createdAt, lastUsedAt, ...key }) => ({
    ...key,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }));
}

/** Ends a key for good: the next request with it, on any instance, is refused. */
export function revokeApiKey({
  organizationId,
  actor,
  requestId,
  keyId,
}: Grant<"keys:manage"> & { keyId: string }): Promise<Result<void, { kind: "not_found" }>> {
  return inTransaction(async (tx) => {
    const revoked = await markRevoked(tx, organizationId, keyId);
    if (!revoked) return refuse({ kind: "not_found" });
    await insertAudit(tx, {
      organizationId,
      actor,
      requestId,
      action: "key.revoked",
      targetId: keyId,
      before: revoked,
    });
    return ok(undefined);
  });
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
