import { cookies } from "next/headers";
import { cache } from "react";
import { membershipsOf } from "@/db/queries/team";
import { env } from "@/lib/core/env";
import { ok, type Result, refuse } from "@/lib/core/result";
import type { Role } from "@/lib/core/roles";
import { currentUser, type User } from "./current-user";

export type Membership = { organizationId: string; organizationName: string; role: Role };
export type Member = Membership & { user: User };

const choiceCookie = "hf_org";
const yearSeconds = 365 * 24 * 60 * 60;

type Own = Result<{ user: User; memberships: Membership[] }, { kind: "unauthenticated" }>;

/** Every organization the signed-in person belongs to, in the order of joining; read once for all parts of a page. */
export const ownMemberships = cache(async (): Promise<Own> => {
  const user = await currentUser();
  if (!user) return refuse({ kind: "unauthenticated" });
  return ok({ user, memberships: await membershipsOf(user.id) });
});

/**
 * The signed-in person's place in `organizationId`; unsaid, in the organization they chose last, or else their first.
 * No place there is `not_found`, as an organization that does not exist.
 */
export async function currentMember(
  organizationId?: string,
): Promise<Result<Member, { kind: "unauthenticated" } | { kind: "not_found" }>> {
  const own = await ownMemberships();
  if (!own.ok) return own;
  const { user, memberships } = own.value;
  const find = (id: string | undefined) => memberships.find((each) => each.organizationId === id);
  // The cookie only remembers a choice: it opens nothing that is not one's own.
  const membership =
    organizationId !== undefined
      ? find(organizationId)
      : (find((await cookies()).get(choiceCookie)?.value) ?? memberships[0]);
  return membership ? ok({ ...membership, user }) : refuse({ kind: "not_found" });
}

/** Remembers which of one's organizations the dashboard shows. */
export async function chooseOrganization(
  organizationId: string,
): Promise<Result<Member, { kind: "unauthenticated" } | { kind: "not_found" }>> {
  const member = await currentMember(organizationId);
  if (!member.ok) return member;
  const secure = env().NEXTAUTH_URL.startsWith("https:");
  const settings = { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: yearSeconds } as const;
  (await cookies()).set(choiceCookie, organizationId, settings);
  return member;
}
