import { randomBytes, randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import { requireRole } from "@/lib/auth/require-role";
import { forget } from "@/lib/cache/cached";
import { cacheKeys } from "@/lib/cache/keys";
import { rows } from "../fixtures/stack";

const browser = vi.hoisted(() => ({ session: undefined as string | undefined }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) =>
      name === "next-auth.session-token" && browser.session ? { name, value: browser.session } : undefined,
  }),
}));

/** Somebody signed in, with a place in an organization. */
async function aMember(role: string, expires = new Date(Date.now() + 3_600_000)) {
  const [userId, organizationId] = [randomUUID(), randomUUID()];
  const session = randomBytes(32).toString("hex");
  await rows("insert into users (id, name, email) values ($1, 'Noor', $2)", [userId, `${userId}@example.com`]);
  await rows("insert into organizations (id, name, slug) values ($1, 'Northlight', $2)", [
    organizationId,
    organizationId,
  ]);
  await rows("insert into members (organization_id, user_id, role) values ($1, $2, $3)", [
    organizationId,
    userId,
    role,
  ]);
  await rows("insert into sessions (session_token, user_id, expires) values ($1, $2, $3)", [session, userId, expires]);
  return { userId, organizationId, session };
}

beforeEach(() => {
  browser.session = undefined;
});

test("a member with the role is told their organization, others are refused", async () => {
  const { userId, organizationId, session } = await aMember("support");
  expect(await requireRole(["support"])).toEqual({ ok: false, problem: { kind: "unauthenticated" } });
  browser.session = session;
  expect(await requireRole(["owner", "support"])).toMatchObject({
    ok: true,
    value: { organizationId, organizationName: "Northlight", role: "support", actor: `user:${userId}` },
  });
  expect(await requireRole(["owner", "manager"])).toEqual({ ok: false, problem: { kind: "forbidden" } });
});

test("a place in one organization is none in another", async () => {
  const [mine, theirs] = [await aMember("owner"), await aMember("owner")];
  browser.session = mine.session;
  expect((await requireRole(["owner"], mine.organizationId)).ok).toBe(true);
  expect(await requireRole(["owner"], theirs.organizationId)).toEqual({ ok: false, problem: { kind: "forbidden" } });
});

test("a session that ended is nobody's, and the cache keeps one no longer than it lives", async () => {
  const ended = await aMember("owner", new Date(Date.now() - 1000));
  browser.session = ended.session;
  expect((await requireRole(["owner"])).ok).toBe(false);

  const live = await aMember("owner");
  browser.session = live.session;
  expect((await requireRole(["owner"])).ok).toBe(true);
  await rows("delete from sessions where session_token = $1", [live.session]);
  // Known from the cache, until signing out (or five minutes) ends it.
  expect((await requireRole(["owner"])).ok).toBe(true);
  await forget([cacheKeys.session(live.session)]);
  expect((await requireRole(["owner"])).ok).toBe(false);
});
