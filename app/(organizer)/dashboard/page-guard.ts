import { forbidden, redirect } from "next/navigation";
import type { Permission } from "@/lib/auth/permissions";
import { type Permitted, requirePermission } from "@/lib/auth/require-permission";
import { signInPath } from "@/lib/core/sign-in-path";

/**
 * Whoever may see this page. Signed out they sign in and come back to `path`, without an organization they are sent to
 * start one, and with the wrong role they are told so.
 */
export async function pageGuard<Allowed extends Permission>(
  permission: Allowed,
  path: string,
): Promise<Permitted<Allowed>> {
  const by = await requirePermission(permission);
  if (by.ok) return by.value;
  if (by.problem.kind === "unauthenticated") redirect(signInPath(path));
  if (by.problem.kind === "not_found") redirect("/dashboard/start");
  forbidden();
}
