import { delivered, isJob, type JobName, type Payload, payloads } from "@/lib/queue/jobs";
import { noteDone } from "@/lib/queue/note-done";
import { jobs } from "./jobs";

export type Run = "done" | "unknown_job" | "bad_payload";

/** Parses a delivery for its job and does it; what the handler throws makes the queue deliver again. */
export async function runJob(name: string, body: string): Promise<Run> {
  if (!isJob(name)) return "unknown_job";
  const message = read(name, body);
  if (message === undefined) return "bad_payload";
  await run(name, message.payload);
  if (message.outboxId) await noteDone(message.outboxId);
  return "done";
}

const run = <Name extends JobName>(name: Name, payload: Payload<Name>) => jobs[name](payload);

type Message<Name extends JobName> = { payload: Payload<Name>; outboxId?: string | undefined };

function read<Name extends JobName>(name: Name, body: string): Message<Name> | undefined {
  try {
    const told: unknown = JSON.parse(body || "{}");
    const [parsed, about] = [payloads[name].safeParse(told), delivered.safeParse(told)];
    if (!parsed.success || !about.success) return undefined;
    return { payload: parsed.data as Payload<Name>, outboxId: about.data.outboxId };
  } catch {
    return undefined;
  }
}
