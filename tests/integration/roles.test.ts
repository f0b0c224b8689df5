import { beforeEach, describe, expect, test, vi } from "vitest";
import { chooseOrganization } from "@/lib/auth/membership";
import { type Permission, permissions } from "@/lib/auth/permissions";
import { requirePermission } from "@/lib/auth/require-permission";
import { roles } from "@/lib/core/roles";
import { browser, signIn } from "../fixtures/browser";
import { aMember, join } from "../fixtures/member";
import { rows } from "../fixtures/stack";

vi.mock("next/headers", async () => (await import("../fixtures/browser")).nextHeaders());

beforeEach(() => signIn());

test("a member with the permission is told their organization, others are refused", async () => {
  const { userId, organizationId, session } = await aMember("support");
  expect(await requirePermission("orders:read")).toEqual({ ok: false, problem: { kind: "unauthenticated" } });
  signIn(session);
  expect(await requirePermission("orders:read")).toMatchObject({
    ok: true,
    value: { organizationId, organizationName: "Northlight", role: "support", actor: `user:${userId}` },
  });
  expect(await requirePermission("refunds:write")).toEqual({ ok: false, problem: { kind: "forbidden" } });
});

test.each(roles)("%s may do what the table says, all of it and nothing else", async (role) => {
  signIn((await aMember(role)).session);
  const names = Object.keys(permissions) as Permission[];
  const may = await Promise.all(names.map(async (name) => [name, (await requirePermission(name)).ok] as const));
  const told = names.map((name) => [name, (permissions[name] as readonly string[]).includes(role)] as const);
  expect(may).toEqual(told);
  expect(may.some(([, allowed]) => allowed)).toBe(true);
});

describe("whoever belongs to several organizations", () => {
  test("sees their first until they choose another, and chooses only among their own", async () => {
    const [mine, second, theirs] = [await aMember("owner"), await aMember("owner"), await aMember("owner")];
    await join(mine.userId, second.organizationId, "finance");
    signIn(mine.session);
    const shown = async () => requirePermission("orders:read");
    expect(await shown()).toMatchObject({ value: { organizationId: mine.organizationId, role: "owner" } });
    expect((await chooseOrganization(second.organizationId)).ok).toBe(true);
    expect(await shown()).toMatchObject({ value: { organizationId: second.organizationId, role: "finance" } });
    expect(await chooseOrganization(theirs.organizationId)).toEqual({ ok: false, problem: { kind: "not_found" } });
    // A cookie made up by its browser opens nothing.
    browser.cookies.set("hf_org", theirs.organizationId);
    expect(await shown()).toMatchObject({ value: { organizationId: mine.organizationId } });
  });

  test("a place in one is none in another, which is as if it did not exist", async () => {
    const [mine, theirs] = [await aMember("owner"), await aMember("owner")];
    signIn(mine.session);
    expect((await requirePermission("orders:read", mine.organizationId)).ok).toBe(true);
    const refused = { ok: false, problem: { kind: "not_found" } };
    expect(await requirePermission("orders:read", theirs.organizationId)).toEqual(refused);
    expect(await requirePermission("orders:read", crypto.randomUUID())).toEqual(refused);
  });
});

test("a change of role and a removal bind on the next request", async () => {
  const { userId, organizationId, session } = await aMember("owner");
  signIn(session);
  expect((await requirePermission("refunds:write")).ok).toBe(true);
  await rows("update members set role = 'support' where user_id = $1", [userId]);
  expect(await requirePermission("refunds:write")).toEqual({ ok: false, problem: { kind: "forbidden" } });
  expect((await requirePermission("orders:read", organizationId)).ok).toBe(true);
  await rows("delete from members where user_id = $1", [userId]);
  expect(await requirePermission("orders:read")).toEqual({ ok: false, problem: { kind: "not_found" } });
});
