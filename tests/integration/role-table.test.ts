import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as readLiveSales } from "@/app/(organizer)/dashboard/events/[id]/sales/live/route";
import { allRoutes } from "@/app/api/v1/openapi.json/routes";
import { mayDo, type Permission } from "@/lib/auth/permissions";
import { type Scope, scopes } from "@/lib/auth/scopes";
import { roles } from "@/lib/core/roles";
import { signIn } from "../fixtures/browser";
import { call } from "../fixtures/fan";
import { filesBelow, sourceOf } from "../fixtures/imports";
import { aMember, aPerson, join } from "../fixtures/member";
import { anOrganization } from "../fixtures/organizer";
import { aPaidOrder } from "../fixtures/paid-order";
import { rows } from "../fixtures/stack";

vi.mock("next/headers", async () => (await import("../fixtures/browser")).nextHeaders());
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));
vi.mock("next/cache", async (original) => ({
  ...(await original<object>()),
  revalidatePath: () => undefined,
  updateTag: () => undefined,
}));

vi.mock("next-intl/server", () => ({ getTranslations: async () => (key: string) => key }));

type Theirs = {
  organizationId: string;
  eventId: string;
  orderId: string;
  typeId: string;
  poolId: string;
  userId: string;
  invitationId: string;
  keyId: string;
};
/**
 * `theirs` names a thing of another organization, where an action names one. `shown`: it is told first which
 * organization its page shows.
 */
type Row = { needs: Permission | "signed in"; shown?: true; theirs?: (world: Theirs) => object };

/** Every server action of the dashboard, and what it asks for. */
const actions: Record<string, Row> = {
  "events createDraft": { needs: "events:write", shown: true },
  "events duplicate": { needs: "events:write", theirs: ({ eventId }) => ({ eventId, newEventId: randomUUID() }) },
  "events pauseType": {
    needs: "events:write",
    theirs: ({ eventId, typeId: ticketTypeId }) => ({ eventId, ticketTypeId, paused: true }),
  },
  "events publishDraft": { needs: "events:write", theirs: ({ eventId }) => ({ eventId }) },
  "events removeType": {
    needs: "events:write",
    theirs: ({ eventId, typeId: ticketTypeId }) => ({ eventId, ticketTypeId }),
  },
  "events saveDetails": { needs: "events:write" },
  "events savePool": { needs: "events:write", theirs: ({ eventId, poolId }) => ({ eventId, poolId, capacity: 50 }) },
  "events saveSeats": {
    needs: "events:write",
    theirs: ({ eventId, poolId }) => ({ eventId, poolId, row: 0, from: "1", to: "1", blocked: true }),
  },
  "events saveTicketType": { needs: "events:write", theirs: ({ eventId }) => ({ eventId, fields: {}, adds: true }) },
  "events/[id]/waiting-room saveRoom": {
    needs: "events:write",
    theirs: ({ eventId }) => ({ eventId, patch: { paused: true } }),
  },
  "events/[id]/waiting-room takeBackPasses": { needs: "events:write", theirs: ({ eventId }) => ({ eventId }) },
  "events withdrawToDraft": { needs: "events:write", theirs: ({ eventId }) => ({ eventId }) },
  "join joinTeam": { needs: "signed in" },
  "keys createKey": { needs: "keys:manage", shown: true },
  "keys revokeKey": { needs: "keys:manage", shown: true, theirs: ({ keyId }) => ({ keyId }) },
  "orders refundOrder": {
    needs: "refunds:write",
    shown: true,
    theirs: ({ orderId }) => ({ orderId, refundId: randomUUID(), returnUnits: true, reason: "" }),
  },
  "orders sendAgain": {
    needs: "orders:resend",
    shown: true,
    theirs: ({ orderId }) => ({ orderId, resendId: randomUUID() }),
  },
  "settings previewAccent": { needs: "settings:write" },
  "settings saveSettings": { needs: "settings:write", shown: true },
  "start startSelling": { needs: "signed in" },
  "team endMembership": { needs: "team:manage", shown: true, theirs: ({ userId }) => ({ userId }) },
  "team giveRole": {
    needs: "team:manage",
    shown: true,
    theirs: ({ userId }) => ({ userId, role: "scanner" }),
  },
  "team inviteMember": { needs: "team:manage", shown: true },
  "team leaveTeam": { needs: "team:leave", shown: true },
  "team showOrganization": {
    needs: "team:leave",
    theirs: ({ organizationId }) => ({ organizationId }),
  },
  "team signOutEverywhere": { needs: "signed in" },
  "team takeBackInvitation": {
    needs: "team:manage",
    shown: true,
    theirs: ({ invitationId }) => ({ invitationId }),
  },
};

/** Every organizer's route, and the scope its key needs. */
const routes: Record<string, Scope> = {
  "GET /organizer/events": "events:read",
  "POST /organizer/events": "events:write",
  "GET /organizer/events/{id}": "events:read",
  "PATCH /organizer/events/{id}": "events:write",
  "POST /organizer/events/{id}/cancel": "events:write",
  "POST /organizer/events/{id}/publish": "events:write",
  "POST /organizer/events/{id}/unpublish": "events:write",
  "PATCH /organizer/events/{id}/waiting-room": "events:write",
  "POST /organizer/events/{id}/waiting-room/revoke": "events:write",
  "POST /organizer/events/{id}/seats/block": "events:write",
  "POST /organizer/events/{id}/seats/unblock": "events:write",
  "GET /organizer/events/{id}/sales": "events:read",
  "PATCH /organizer/events/{id}/ticket-types/{typeId}": "events:write",
  "GET /organizer/seating-plans": "events:read",
  "POST /organizer/seating-plans": "events:write",
  "GET /organizer/seating-plans/{id}": "events:read",
  "GET /organizer/orders": "orders:read",
  "GET /organizer/orders/{id}": "orders:read",
  "POST /organizer/orders/{id}/refunds": "refunds:write",
  "POST /organizer/orders/{id}/resend": "orders:resend",
};

type Action = (...args: unknown[]) => Promise<{ ok: boolean; problem?: { kind: string } }>;
const modules = import.meta.glob<Record<string, Action>>("/app/\\(organizer\\)/dashboard/**/actions.ts", {
  eager: true,
});
const folderOf = (file: string) => file.replace(/^.*\/dashboard\//, "").replace(/\/actions\.ts$/, "");
const found = new Map<string, Action>(
  Object.entries(modules).flatMap(([file, module]) =>
    Object.entries(module).map(([name, action]) => [`${folderOf(file)} ${name}`, action] as const),
  ),
);
/** As a page of that organization would, where it says so. */
async function kindOf(name: string, raw: unknown, organizationId: string = randomUUID()) {
  const action = found.get(name);
  if (!action) throw new Error(`no action ${name}`);
  const args = actions[name]?.shown ? [organizationId, raw] : [raw];
  return (await action(...args)).problem?.kind;
}

beforeEach(() => signIn());

describe("server actions", () => {
  test("each one that the file system has stands in the table, and nothing else does", () => {
    const declaring = filesBelow().filter(
      (path) => path.startsWith("app/(organizer)/") && /^\s*"use server";/m.test(sourceOf(path)),
    );
    expect(declaring.filter((path) => !/\/dashboard\/.*\/actions\.ts$/.test(path))).toEqual([]);
    expect(declaring).toHaveLength(Object.keys(modules).length);
    expect([...found.keys()].toSorted()).toEqual(Object.keys(actions).toSorted());
  });

  /** What is sent means nothing: whoever is allowed is told so, and nothing happens. */
  const asked = "no input of anybody's";

  test("signed out, each is refused before what was sent is read", async () => {
    const kinds = await Promise.all(Object.keys(actions).map((name) => kindOf(name, asked)));
    expect(new Set(kinds)).toEqual(new Set(["unauthenticated"]));
  });

  test("without an organization, each but those that lead to one is not there", async () => {
    signIn((await aPerson()).session);
    for (const [name, { needs }] of Object.entries(actions)) {
      expect([name, await kindOf(name, asked)]).toEqual([
        name,
        needs === "signed in" ? "invalid_request" : "not_found",
      ]);
    }
  });

  test.each(roles)("as %s, exactly those that the permission table allows are open", async (role) => {
    const { session, organizationId } = await aMember(role);
    signIn(session);
    const told = Object.entries(actions).map(([name, { needs }]) => {
      const allowed = needs === "signed in" || mayDo(role, needs);
      return [name, allowed ? "invalid_request" : "forbidden"];
    });
    const kinds = await Promise.all(
      Object.keys(actions).map(async (name) => [name, await kindOf(name, asked, organizationId)]),
    );
    expect(kinds).toEqual(told);
    expect(told.some(([, kind]) => kind === "invalid_request")).toBe(true);
  });

  test("what belongs to another organization is not there, and stays as it is", async () => {
    const order = await aPaidOrder();
    const owner = await aMember("owner", order.organizationId);
    const member = await aMember("finance", order.organizationId);
    const [invitationId, keyId] = [randomUUID(), randomUUID()];
    await rows(
      "insert into invitations (id, organization_id, email, role, expires_at) values ($1, $2, 'x@example.com', 'owner', now() + interval '1 day')",
      [invitationId, order.organizationId],
    );
    await rows("insert into api_keys (id, organization_id, name, hash) values ($1, $2, 'x', gen_random_uuid()::text)", [
      keyId,
      order.organizationId,
    ]);
    const { organizationId, eventId, orderId, typeId, poolIds } = order;
    const world = {
      organizationId,
      eventId,
      orderId,
      typeId,
      poolId: poolIds[0] ?? "",
      userId: member.userId,
      invitationId,
      keyId,
    };
    const stranger = await aMember("owner");
    signIn(stranger.session);
    const naming = Object.entries(actions).flatMap(([name, { theirs }]) =>
      theirs ? [[name, theirs(world)] as const] : [],
    );
    expect(naming.length).toBeGreaterThan(4);
    for (const [name, input] of naming)
      for (const shown of [stranger.organizationId, order.organizationId])
        expect([name, await kindOf(name, input, shown)]).toEqual([name, "not_found"]);
    const audited = await rows("select action from audit_log where organization_id = $1", [order.organizationId]);
    expect(audited).toEqual([]);
    // The same by their own owner is done.
    signIn(owner.session);
    expect(await kindOf("team takeBackInvitation", { invitationId }, organizationId)).toBeUndefined();
    expect(await kindOf("keys revokeKey", { keyId }, organizationId)).toBeUndefined();
    expect(await kindOf("team endMembership", { userId: member.userId }, organizationId)).toBeUndefined();
  });

  test("each acts on the organization its page shows, whichever another tab has chosen since", async () => {
    const owner = await aMember("owner");
    const other = await aMember("owner");
    await join(owner.userId, other.organizationId, "scanner");
    signIn(owner.session);
    expect(await kindOf("team showOrganization", { organizationId: other.organizationId })).toBeUndefined();
    const names = Object.keys(actions).filter((name) => actions[name]?.shown);
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      expect([name, await kindOf(name, asked, owner.organizationId)]).toEqual([name, "invalid_request"]);
      expect([name, await kindOf(name, asked, "")]).toEqual([name, "not_found"]);
    }
    expect(await kindOf("team leaveTeam", {}, owner.organizationId)).toBe("conflict");
    expect(await kindOf("team leaveTeam", {}, other.organizationId)).toBeUndefined();
  });
});

describe("routes of the dashboard, asked by its own pages", () => {
  const handlers = import.meta.glob<Record<string, unknown>>("/app/\\(organizer\\)/dashboard/**/route.ts", {
    eager: true,
  });
  const needs: Record<string, Permission> = { "events/[id]/sales/live": "sales:read" };
  const live = (eventId: string) =>
    readLiveSales(new Request("http://localhost/live"), { params: Promise.resolve({ id: eventId }) });

  test("each one stands in the table", () => {
    const named = Object.keys(handlers).map((file) => file.replace(/^.*\/dashboard\/|\/route\.ts$/g, ""));
    expect(named).toEqual(Object.keys(needs));
    expect(Object.values(handlers).flatMap((module) => Object.keys(module))).toEqual(["GET"]);
  });

  test("live figures are for those who may see sales, in the event's own organization", async () => {
    const { eventId, organizationId } = await aPaidOrder();
    expect((await live(eventId)).status).toBe(401);
    for (const role of roles) {
      signIn((await aMember(role, organizationId)).session);
      expect([role, (await live(eventId)).status]).toEqual([role, mayDo(role, "sales:read") ? 200 : 403]);
    }
    signIn((await aMember("owner")).session);
    expect([(await live(eventId)).status, (await live(randomUUID())).status]).toEqual([404, 404]);
    signIn((await aPerson()).session);
    expect((await live(eventId)).status).toBe(404);
  });
});

describe("routes", () => {
  let own: Awaited<ReturnType<typeof aPaidOrder>>;
  beforeAll(async () => {
    own = await aPaidOrder();
  });

  const ask = (name: string, key: string | undefined, id: string) => {
    const [method = "", address = ""] = name.split(" ");
    const path = address.replace("{id}", id).replace("{typeId}", randomUUID());
    const headers = key ? { Authorization: `Bearer ${key}` } : {};
    const bodies = { block: { seats: ["a seat"] }, unblock: { seats: ["a seat"] }, revoke: { all: true } };
    const body = bodies[address.split("/").at(-1) as keyof typeof bodies] ?? {};
    return call(`/api/v1${path}`, { method, headers, ...(method !== "GET" && { body }) });
  };

  test("each one that the file system has stands in the table, and nothing else does", async () => {
    const known = Object.entries(await allRoutes())
      .filter(([address]) => address.startsWith("/organizer"))
      .flatMap(([address, handlers]) => Object.keys(handlers).map((method) => `${method} ${address}`));
    expect(known.toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  test.each(scopes)("a key with %s alone opens exactly what the table says", async (scope) => {
    const { key } = await anOrganization([scope]);
    for (const [name, needs] of Object.entries(routes)) {
      const { status } = await ask(name, key, randomUUID());
      expect([name, status === 403]).toEqual([name, needs !== scope]);
      expect([name, status]).not.toEqual([name, 401]);
    }
  });

  test("without a key, each is closed", async () => {
    for (const name of Object.keys(routes))
      expect([name, (await ask(name, undefined, randomUUID())).status]).toEqual([name, 401]);
  });

  test("what belongs to another organization is as if it were not there", async () => {
    const { key } = await anOrganization(["*"]);
    const naming = Object.keys(routes).filter((name) => name.includes("{id}"));
    expect(naming.length).toBeGreaterThan(5);
    for (const name of naming) {
      const id = name.includes("/orders/") ? own.orderId : own.eventId;
      const [theirs, nobodys] = [await ask(name, key, id), await ask(name, key, randomUUID())];
      expect([name, theirs.status]).toEqual([name, 404]);
      expect({ ...theirs.body, requestId: "" }).toEqual({ ...nobodys.body, requestId: "" });
    }
  });
});
