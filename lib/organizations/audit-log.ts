import { z } from "zod";
import { type AuditRow, auditRows, namesOf } from "@/db/queries/audit";
import type { Grant } from "@/lib/core/grant";
import { line } from "@/lib/core/text";
import { type Difference, differences } from "./differences";

/** What the log may be asked for; whatever is no filter of ours is as if it were not there. */
export const auditQuery = z.object({
  actor: z
    .string()
    .max(80)
    .regex(/^(?:user|key|job):[\w-]+$|^(?:fan|stripe)$/)
    .optional()
    .catch(undefined),
  action: z
    .string()
    .max(60)
    .regex(/^[a-z_]+(?:\.[a-z_]+)?$/)
    .optional()
    .catch(undefined),
  target: line(80).min(1).optional().catch(undefined),
  cursor: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});

export type AuditEntry = {
  id: number;
  at: string;
  actor: string;
  /** A person's name or address, or a key's name; undefined for jobs, fans and whoever is gone. */
  actorName?: string | undefined;
  action: string;
  targetId: string;
  requestId: string | null;
  changes: Difference[];
};

const pageSize = 30;
const idIn = (actor: string, kind: string) => (actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : []);
const uuids = (ids: string[]) => ids.filter((id) => z.uuid().safeParse(id).success);

async function namesFor(rows: AuditRow[]): Promise<Map<string, string>> {
  const actors = [...new Set(rows.map(({ actor }) => actor))];
  const users = actors.flatMap((actor) => idIn(actor, "user"));
  const { people, keys } = await namesOf(users, uuids(actors.flatMap((actor) => idIn(actor, "key"))));
  return new Map([
    ...people.map(({ id, name, email }) => [`user:${id}`, name ?? email] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
}

/** Audit rows as people read them. */
export async function readableEntries(rows: AuditRow[]): Promise<AuditEntry[]> {
  const names = await namesFor(rows);
  return rows.map(({ id, at, actor, action, targetId, requestId, before, after }) => ({
    ...{ id, at: at.toISOString(), actor, actorName: names.get(actor), action, targetId, requestId },
    changes: differences(before, after),
  }));
}

/** Who changed what in an organization, newest first, a page at a time. */
export async function auditLog(
  { organizationId }: Grant<"audit:read">,
  { actor, action, target, cursor }: z.output<typeof auditQuery> = {},
): Promise<{ entries: AuditEntry[]; nextCursor: number | null }> {
  const filter = { organizationId, actor, action, targetId: target, before: cursor };
  const rows = await auditRows({ ...filter, count: pageSize + 1 });
  const shown = rows.slice(0, pageSize);
  return {
    entries: await readableEntries(shown),
    nextCursor: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  };
}
