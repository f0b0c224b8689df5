import { describe, expect, test } from "vitest";
import { createApiKey, listApiKeys, revokeApiKey } from "@/lib/auth/api-key";
import { grant } from "@/lib/core/grant";
import { eventById, readEvent } from "@/lib/events/read-event";
import { auditLog } from "@/lib/organizations/audit-log";
import { readOrganization, updateOrganization } from "@/lib/organizations/update-organization";
import { call } from "../fixtures/fan";
import { granted } from "../fixtures/granted";
import { aMember } from "../fixtures/member";
import { anOrganization, auditOf } from "../fixtures/organizer";
import { rows } from "../fixtures/stack";
import { anEvent } from "../fixtures/world";

type Who = { organizationId: string; actor: string };
const keysOf = ({ organizationId, actor }: Who) => grant<"keys:manage">({ organizationId, actor });
const settingsOf = ({ organizationId, actor }: Who) => grant<"settings:write">({ organizationId, actor });
const logOf = ({ organizationId, actor }: Who) => grant<"audit:read">({ organizationId, actor });
const ask = (key: string, path = "/events") =>
  call(`/api/v1/organizer${path}`, { headers: { Authorization: `Bearer ${key}` } });

describe("an API key", () => {
  test("is told once, works with its scopes, and is refused from the moment it is revoked", async () => {
    const owner = await aMember("owner");
    const { id, key } = granted(await createApiKey({ ...keysOf(owner), name: "Box office", scopes: ["events:read"] }));
    expect([(await ask(key)).status, (await ask(key, "/orders")).status]).toEqual([200, 403]);
    const listed = await listApiKeys(keysOf(owner));
    expect(listed).toMatchObject([{ id, name: "Box office", scopes: ["events:read"], lastUsedAt: expect.any(String) }]);
    expect(JSON.stringify(listed)).not.toContain(key);
    granted(await revokeApiKey({ ...keysOf(owner), keyId: id }));
    expect((await ask(key)).status).toBe(401);
    expect(await listApiKeys(keysOf(owner))).toEqual([]);
    const audit = await rows<{ action: string; text: string }>(
      "select action, concat(before, after) as text from audit_log where target_id = $1 order by id",
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual(["key.created", "key.revoked"]);
    // Nothing that is kept opens anything.
    expect(JSON.stringify(audit)).not.toContain("hf_live_");
  });

  test("of another organization cannot be revoked, and fifty are enough", async () => {
    const [owner, stranger] = [await aMember("owner"), await aMember("owner")];
    const make = () => createApiKey({ ...keysOf(owner), name: "One more", scopes: ["*"] });
    const { id } = granted(await make());
    expect(await revokeApiKey({ ...keysOf(stranger), keyId: id })).toEqual({
      ok: false,
      problem: { kind: "not_found" },
    });
    await rows(
      "insert into api_keys (id, organization_id, name, hash) select gen_random_uuid(), $1, 'x', gen_random_uuid()::text from generate_series(1, 49)",
      [owner.organizationId],
    );
    expect(await make()).toEqual({ ok: false, problem: { kind: "limit_exceeded" } });
    granted(await revokeApiKey({ ...keysOf(owner), keyId: id }));
    expect((await make()).ok).toBe(true);
  });
});

describe("an organization's settings", () => {
  test("are shown by its events at once, past the cache, and audited once", async () => {
    const { organizationId, eventId, slug } = await anEvent();
    const who = { organizationId, actor: "user:owner" };
    expect((await readEvent(slug))?.organizer).toMatchObject({ name: "Test Hall", accent: null });
    await eventById(eventId);
    const settings = { name: "New Hall", accent: "#0b5cad" };
    expect(await updateOrganization({ ...settingsOf(who), ...settings })).toEqual([slug]);
    await updateOrganization({ ...settingsOf(who), ...settings });
    expect((await readEvent(slug))?.organizer).toEqual({ id: organizationId, ...settings });
    expect((await eventById(eventId))?.organizer).toEqual({ id: organizationId, ...settings });
    expect(await readOrganization(settingsOf(who))).toMatchObject(settings);
    expect(await auditOf(organizationId)).toMatchObject([{ action: "organization.updated", actor: "user:owner" }]);
  });

  test("take no colour that is none, whoever writes it", async () => {
    const { organizationId } = await anEvent();
    const write = (accent: string) =>
      rows("update organizations set accent = $2 where id = $1", [organizationId, accent]);
    await expect(write("red")).rejects.toThrow(/organizations_accent_is_hex/);
    await expect(write("#0b5cad")).resolves.toEqual([]);
  });
});

describe("the audit log", () => {
  test("tells who changed what, filtered, a page at a time, and nothing of anybody else", async () => {
    const owner = await aMember("owner");
    const stranger = await anOrganization();
    const keys = [];
    for (let key = 0; key < 32; key++) {
      keys.push(granted(await createApiKey({ ...keysOf(owner), name: `Key ${key}`, scopes: ["*"] })).id);
    }
    await updateOrganization({ ...settingsOf(owner), name: "Other name", accent: null });

    const first = await auditLog(logOf(owner));
    expect(first.entries).toHaveLength(30);
    expect(first.entries[0]).toMatchObject({
      action: "organization.updated",
      actor: owner.actor,
      actorName: "Noor",
      changes: [{ field: "name", before: "Northlight", after: "Other name" }],
    });
    const second = await auditLog(logOf(owner), { cursor: first.nextCursor ?? undefined });
    expect([second.entries.length, second.nextCursor]).toEqual([3, null]);
    const targets = async (filter: object) =>
      (await auditLog(logOf(owner), filter)).entries.map(({ targetId }) => targetId);
    expect(await targets({ target: keys[3] })).toEqual([keys[3]]);
    expect(await targets({ action: "organization" })).toEqual([owner.organizationId]);
    expect(await targets({ action: "organization.updated" })).toEqual([owner.organizationId]);
    expect(await targets({ actor: "user:nobody" })).toEqual([]);
    expect(await targets({ actor: owner.actor, action: "organization" })).toEqual([owner.organizationId]);
    const theirs = (await auditLog(logOf({ organizationId: stranger.organizationId, actor: "user:x" }))).entries;
    expect(theirs.map(({ action }) => action)).toEqual(["key.created"]);
  });
});
