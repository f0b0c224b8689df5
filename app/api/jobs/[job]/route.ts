import { after } from "next/server";
import { describeFailure, isOutage } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { readText } from "@/lib/core/read-body";
import { publishOutboxQuietly } from "@/lib/queue/publish-outbox";
import { isGenuineDelivery } from "@/lib/queue/verify-delivery";
import { runJob } from "./run";

type Context = { params: Promise<{ job: string }> };

const bytesMax = 256 * 1024;
// Malformed once is malformed for ever: the queue must not try again.
const neverAgain = { status: 489, headers: { "Upstash-NonRetryable-Error": "true" } };

/** The one door for every delivery of the queue. */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { job } = await context.params;
  const body = await readText(request, bytesMax);
  if (body === undefined) return new Response("too large", { status: 413 });
  if (!(await isGenuineDelivery(job, body, request.headers.get("upstash-signature")))) {
    return new Response("not signed for this job", { status: 401 });
  }
  try {
    const run = await runJob(job, body);
    if (run !== "done") return new Response(run, neverAgain);
    // What the job caused is told now, not in the next minute.
    after(publishOutboxQuietly);
    return new Response(null, { status: 204 });
  } catch (error) {
    const line = { job, ...describeFailure(error) };
    if (isOutage(error)) log.warn(line, "a job will be delivered again");
    else log.error(line, "a job met a bug");
    return new Response("try again", { status: 500 });
  }
}
