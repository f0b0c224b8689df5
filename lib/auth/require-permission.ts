import { headers } from "next/headers";
import { type Grant, grant } from "@/lib/core/grant";
import { newId } from "@/lib/core/ids";
import { ok, type Result, refuse } from "@/lib/core/result";
import { currentMember, type Member } from "./membership";
import { mayDo, type Permission } from "./permissions";

export type Permitted<Allowed extends Permission = Permission> = Member & Grant<Allowed>;
export type PermissionProblem = { kind: "unauthenticated" } | { kind: "not_found" } | { kind: "forbidden" };

const wellFormed = /^[A-Za-z0-9_.-]{8,64}$/;

async function requestId() {
  const given = (await headers()).get("x-request-id") ?? "";
  return wellFormed.test(given) ? given : newId();
}

/**
 * The signed-in person as somebody who may do this in their organization, for pages and actions: what the verbs of an
 * organizer ask for. Read from Postgres each time, so that a change of role or a removal binds at once.
 * Refuses with `unauthenticated`, `not_found` (no place in that organization) or `forbidden` (not with their role).
 */
export async function requirePermission<Allowed extends Permission>(
  permission: Allowed,
  organizationId?: string,
): Promise<Result<Permitted<Allowed>, PermissionProblem>> {
  const member = await currentMember(organizationId);
  if (!member.ok) return member;
  if (!mayDo(member.value.role, permission)) return refuse({ kind: "forbidden" });
  const actor = `user:${member.value.user.id}`;
  const granted = grant<Allowed>({ organizationId: member.value.organizationId, actor, requestId: await requestId() });
  return ok({ ...member.value, ...granted });
}
