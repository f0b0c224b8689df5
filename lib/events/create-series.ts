import { eq } from "drizzle-orm";
import { primary, type Transaction } from "@/db/client";
import { insertAudit } from "@/db/queries/audit";
import { series } from "@/db/schema/events";
import { idOf } from "@/lib/core/ids";
import { invariant } from "@/lib/core/invariant";
import { localOf } from "@/lib/core/local-time";
import { ok, type Result, refuse } from "@/lib/core/result";
import { type Doer, insertDraft } from "./create-event";
import type { NewEvent } from "./new-event";
import { slugCandidates, slugify } from "./slug";

type Creation = Doer & {
  seriesId: string;
  /** Of every date alike. */
  input: Omit<NewEvent, "startsAt" | "endsAt">;
  dates: { startsAt: Date; endsAt: Date | null }[];
};

// An address has room for the day behind the name.
const nameLengthMax = 48;
const dayLength = "2027-05-14".length;

async function insertSeries(tx: Transaction, row: { id: string; organizationId: string; title: string }) {
  for (const slug of slugCandidates(row.title)) {
    const inserted = await tx
      .insert(series)
      .values({ ...row, slug })
      .onConflictDoNothing()
      .returning({ id: series.id });
    if (inserted.length > 0) return true;
  }
  return false;
}

/**
 * The same event on several dates: a series, and a draft for each date. All of them or none; the same `seriesId`
 * again finds those made before, or is a `conflict` where it is another organization's.
 */
export async function createSeries({
  seriesId,
  input,
  dates,
  ...doer
}: Creation): Promise<Result<{ eventIds: string[] }, { kind: "conflict"; detail: string }>> {
  const { organizationId } = doer;
  const name = slugify(input.title).slice(0, nameLengthMax) || "event";
  const drafts = dates.map((date) => ({ ...date, id: idOf(`event|${seriesId}|${date.startsAt.toISOString()}`) }));
  const made = await primary().transaction(async (tx) => {
    if (!(await insertSeries(tx, { id: seriesId, organizationId, title: input.title }))) return false;
    for (const { id, ...date } of drafts) {
      const slugs = slugCandidates(`${name} ${localOf(date.startsAt, input.timezone).slice(0, dayLength)}`);
      const draft = { ...input, ...date };
      const inserted = await insertDraft(tx, { id, organizationId, seriesId, input: draft, slugs });
      invariant(inserted, "a new series has new events");
      await insertAudit(tx, { ...doer, action: "event.created", targetId: id, after: { ...draft, seriesId } });
    }
    return true;
  });
  const [known] = made ? [{ organizationId }] : await primary().select().from(series).where(eq(series.id, seriesId));
  if (known?.organizationId !== organizationId) return refuse({ kind: "conflict", detail: "This series exists" });
  return ok({ eventIds: drafts.map(({ id }) => id) });
}
