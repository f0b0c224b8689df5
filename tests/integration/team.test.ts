import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { grant } from "@/lib/core/grant";
import { sendInvitation } from "@/lib/notifications/send-invitation";
import { acceptInvitation, readInvitation } from "@/lib/organizations/accept-invitation";
import { changeRole, leaveOrganization, removeMember } from "@/lib/organizations/change-team";
import { createOrganization } from "@/lib/organizations/create-organization";
import { invitationToken } from "@/lib/organizations/invitation-token";
import { invite, revokeInvitation } from "@/lib/organizations/invite";
import { listTeam } from "@/lib/organizations/list-team";
import { granted } from "../fixtures/granted";
import { aMember, aPerson } from "../fixtures/member";
import { auditOf } from "../fixtures/organizer";
import { mailsTo } from "../fixtures/sale";
import { eventually, rows } from "../fixtures/stack";

type Member = Awaited<ReturnType<typeof aMember>>;
const managing = ({ organizationId, actor }: Member) =>
  grant<"team:manage">({ organizationId, actor, requestId: "request-of-test" });
const leaving = ({ organizationId, actor }: Member) => grant<"team:leave">({ organizationId, actor });
const team = async ({ organizationId, actor }: Member) =>
  (await listTeam(grant<"team:read">({ organizationId, actor }))).members.map(({ userId, role }) => [userId, role]);
const guest = ({ userId, email }: { userId: string; email: string }) => ({ id: userId, email });

describe("an invitation", () => {
  test("is mailed, and accepted once by the person with that very address", async () => {
    const owner = await aMember("owner");
    const [invited, other] = [await aPerson(), await aPerson()];
    const { id } = granted(await invite({ ...managing(owner), email: invited.email, role: "finance" }));
    // The app's own minute would send it too, at the same moment as we do.
    await rows("update outbox set published_at = now() where payload ->> 'invitationId' = $1", [id]);
    await sendInvitation(id);
    await sendInvitation(id);
    const mails = await eventually(
      () => mailsTo(invited.email),
      (found) => found.length > 0,
    );
    expect(mails).toHaveLength(1);
    const token = /token=(\S+)/.exec(mails[0]?.text ?? "")?.[1] ?? "";
    expect(token).toBe(invitationToken(id));

    const refused = { ok: false, problem: { kind: "forbidden" } };
    expect(await acceptInvitation({ token, user: guest(other) })).toEqual(refused);
    expect(await readInvitation({ token, user: guest(other) })).toEqual(refused);
    expect(await readInvitation({ token, user: guest(invited) })).toMatchObject({ value: { role: "finance" } });
    const accept = () => acceptInvitation({ token, user: guest(invited) });
    expect((await Promise.all([accept(), accept()])).map(({ ok }) => ok)).toEqual([true, true]);
    expect(await team(owner)).toEqual([
      [owner.userId, "owner"],
      [invited.userId, "finance"],
    ]);
    expect(await auditOf(id)).toMatchObject([
      { action: "member.invited", actor: owner.actor, request_id: "request-of-test" },
    ]);
    expect(await auditOf(invited.userId)).toMatchObject([{ action: "member.joined", actor: invited.actor }]);
    // Whoever was removed does not come back by an old link.
    granted(await removeMember(managing(owner), invited.userId));
    expect(await accept()).toEqual({ ok: false, problem: { kind: "gone" } });
  });

  test("that was taken back, replaced, or ran out opens nothing", async () => {
    const owner = await aMember("owner");
    const person = await aPerson();
    const ask = async () => granted(await invite({ ...managing(owner), email: person.email, role: "support" })).id;
    const read = (id: string) => readInvitation({ token: invitationToken(id), user: guest(person) });
    const [first, second] = [await ask(), await ask()];
    const gone = { ok: false, problem: { kind: "gone" } };
    expect([await read(first), (await read(second)).ok]).toEqual([gone, true]);
    granted(await revokeInvitation({ ...managing(owner), invitationId: second }));
    expect(await read(second)).toEqual(gone);
    expect((await revokeInvitation({ ...managing(owner), invitationId: second })).ok).toBe(false);
    const third = await ask();
    await rows("update invitations set expires_at = now() - interval '1 s' where id = $1", [third]);
    expect([await read(third), await acceptInvitation({ token: invitationToken(third), user: guest(person) })]).toEqual(
      [gone, gone],
    );
    expect(await read(randomUUID())).toEqual({ ok: false, problem: { kind: "not_found" } });
    expect((await readInvitation({ token: "made.up", user: guest(person) })).ok).toBe(false);
  });

  test("lasts seven days, is one when asked again, and is not for a member", async () => {
    const owner = await aMember("owner");
    const member = await aMember("scanner", owner.organizationId);
    const wish = { ...managing(owner), email: (await aPerson()).email, role: "manager" as const };
    const invitationId = randomUUID();
    expect([await invite({ ...wish, invitationId }), await invite({ ...wish, invitationId })]).toEqual([
      { ok: true, value: { id: invitationId } },
      { ok: true, value: { id: invitationId } },
    ]);
    expect(
      await rows("select extract(day from expires_at - created_at)::int as days from invitations where id = $1", [
        invitationId,
      ]),
    ).toEqual([{ days: 7 }]);
    expect(await auditOf(invitationId)).toHaveLength(1);
    expect(await invite({ ...wish, email: member.email })).toEqual({ ok: false, problem: { kind: "conflict" } });
  });

  test("of another organization cannot be taken back", async () => {
    const [owner, stranger] = [await aMember("owner"), await aMember("owner")];
    const { id } = granted(await invite({ ...managing(owner), email: (await aPerson()).email, role: "manager" }));
    expect(await revokeInvitation({ ...managing(stranger), invitationId: id })).toEqual({
      ok: false,
      problem: { kind: "not_found" },
    });
    const alike = { email: (await aPerson()).email, role: "manager" as const, invitationId: id };
    expect((await invite({ ...managing(stranger), ...alike })).ok).toBe(false);
    expect((await invite({ ...managing(owner), ...alike })).ok).toBe(true);
  });
});

describe("the last owner", () => {
  test("stays: of two who demote each other at once, one is left", async () => {
    for (let round = 0; round < 5; round++) {
      const one = await aMember("owner");
      const other = await aMember("owner", one.organizationId);
      const outcomes = await Promise.all([
        changeRole(managing(one), other.userId, "support"),
        changeRole(managing(other), one.userId, "support"),
      ]);
      expect(outcomes.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
      expect((await team(one)).map(([, role]) => role).toSorted()).toEqual(["owner", "support"]);
    }
  });

  test("of two who leave or are removed at once, one is left", async () => {
    const one = await aMember("owner");
    const other = await aMember("owner", one.organizationId);
    const outcomes = await Promise.all([
      leaveOrganization(leaving(one)),
      removeMember(managing(other), one.userId),
      leaveOrganization(leaving(other)),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await team(one)).filter(([, role]) => role === "owner")).toHaveLength(1);
  });

  test("can neither leave nor step down, but may once there is another", async () => {
    const owner = await aMember("owner");
    const conflict = { ok: false, problem: { kind: "conflict" } };
    expect(await leaveOrganization(leaving(owner))).toEqual(conflict);
    expect(await changeRole(managing(owner), owner.userId, "manager")).toEqual(conflict);
    const heir = await aMember("manager", owner.organizationId);
    granted(await changeRole(managing(owner), heir.userId, "owner"));
    granted(await leaveOrganization(leaving(owner)));
    expect(await team(owner)).toEqual([[heir.userId, "owner"]]);
    expect((await auditOf(owner.userId)).map(({ action }) => action)).toEqual(["member.left"]);
    expect((await auditOf(heir.userId)).map(({ action }) => action)).toEqual(["member.role_changed"]);
  });
});

test("whoever lost the right meanwhile changes nothing, nor does a stranger", async () => {
  const owner = await aMember("owner");
  const former = await aMember("owner", owner.organizationId);
  const member = await aMember("support", owner.organizationId);
  const stranger = await aMember("owner");
  granted(await changeRole(managing(owner), former.userId, "support"));
  // Their page was loaded before.
  const forbidden = { ok: false, problem: { kind: "forbidden" } };
  expect(await removeMember(managing(former), member.userId)).toEqual(forbidden);
  expect(await changeRole(managing(former), former.userId, "owner")).toEqual(forbidden);
  expect(await removeMember(managing(stranger), member.userId)).toEqual({ ok: false, problem: { kind: "not_found" } });
  granted(await removeMember(managing(owner), member.userId));
  granted(await leaveOrganization(leaving(former)));
});

describe("somebody new", () => {
  test("starts an organization of their own, once for each asking", async () => {
    const person = await aPerson();
    const organizationId = randomUUID();
    const wish = { userId: person.userId, name: "Café Olé", organizationId };
    expect(granted(await createOrganization(wish)).id).toBe(organizationId);
    expect(granted(await createOrganization(wish)).id).toBe(organizationId);
    expect(await team({ ...person, organizationId })).toEqual([[person.userId, "owner"]]);
    expect((await createOrganization({ ...wish, userId: (await aPerson()).userId })).ok).toBe(false);
    expect(await rows("select slug from organizations where id = $1", [organizationId])).toEqual([
      { slug: expect.stringMatching(/^cafe-ole(-|$)/) },
    ]);
    expect(await auditOf(organizationId)).toMatchObject([{ action: "organization.created", actor: person.actor }]);
  });

  test("owns at most five, also when asking for many at once", async () => {
    const { userId } = await aPerson();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => createOrganization({ userId, name: "Hall" })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(5);
    expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, problem: { kind: "limit_exceeded" } });
  });
});
