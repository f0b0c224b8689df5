import { isJob, type JobName, type Payload, payloads } from "@/lib/queue/jobs";
import { jobs } from "./jobs";

export type Run = "done" | "unknown_job" | "bad_payload";

/** Parses a delivery for its job and does it; what the handler throws makes the queue deliver again. */
export async function runJob(name: string, body: string): Promise<Run> {
  if (!isJob(name)) return "unknown_job";
  const payload = read(name, body);
  if (payload === undefined) return "bad_payload";
  await run(name, payload);
  return "done";
}

const run = <Name extends JobName>(name: Name, payload: Payload<Name>) => jobs[name](payload);

function read<Name extends JobName>(name: Name, body: string): Payload<Name> | undefined {
  try {
    const parsed = payloads[name].safeParse(JSON.parse(body || "{}"));
    return parsed.success ? (parsed.data as Payload<Name>) : undefined;
  } catch {
    return undefined;
  }
}
