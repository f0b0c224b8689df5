import type { OutboxRow } from "@/db/queries/outbox";
import { idOf } from "@/lib/core/ids";
import type { JobName, Payload } from "./jobs";

/** A job as an outbox row. Its id follows from `cause`, so the same cause is told once, however often it is written. */
export const told = <Name extends JobName>(job: Name, cause: string, payload: Payload<Name>): OutboxRow => ({
  id: outboxId(job, cause),
  job,
  payload,
});

export const outboxId = (job: JobName, cause: string) => idOf(`outbox|${job}|${cause}`);
