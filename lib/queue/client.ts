import { Client } from "@upstash/qstash";
import { env } from "@/lib/core/env";
import type { JobName } from "./jobs";

let client: Client | undefined;

export function queue(): Client {
  const { QSTASH_URL, QSTASH_TOKEN } = env();
  client ??= new Client({
    baseUrl: QSTASH_URL,
    token: QSTASH_TOKEN,
    // The outbox and the schedules repeat what did not arrive.
    retry: { retries: 1, backoff: () => 50 },
    enableTelemetry: false,
  });
  return client;
}

/** The one door of a job; the receiver checks the signature against this exact address. */
export const jobUrl = (job: JobName | string) => `${env().NEXTAUTH_URL.replace(/\/$/, "")}/api/jobs/${job}`;
