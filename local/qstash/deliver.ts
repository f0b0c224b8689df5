import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { limits } from "./limits";
import type { Message, Outcome } from "./model";
import { sign } from "./sign";

/** One attempt. Whatever goes wrong is an outcome, never an exception. */
export async function deliver(
  message: Message,
  body: Buffer,
  signingKey: string,
  points: HoldPoints,
): Promise<Outcome> {
  const startedAt = Date.now();
  try {
    const response = await points.pass(
      () => `DELIVER ${message.url} ${body}`,
      async () => call(message, await headersOf(message, body, signingKey), body),
    );
    return { ms: Date.now() - startedAt, ...response };
  } catch (problem) {
    const error = problem instanceof Error ? problem.message || problem.name : String(problem);
    return { ms: Date.now() - startedAt, error, headers: {}, body: Buffer.alloc(0) };
  }
}

async function headersOf(message: Message, body: Buffer, signingKey: string) {
  return {
    ...message.settings.forward,
    "user-agent": "Upstash-QStash",
    "upstash-message-id": message.id,
    "upstash-retried": String(message.retried),
    "upstash-caller-ip": message.callerIp,
    "upstash-signature": await sign(signingKey, message.url, body),
    ...(message.scheduleId ? { "upstash-schedule-id": message.scheduleId } : {}),
  };
}

type Answered = Pick<Outcome, "headers" | "body"> & { status: number };

function call(message: Message, headers: Record<string, string>, body: Buffer): Promise<Answered> {
  const { method, timeoutMs } = message.settings;
  const hasBody = body.length > 0 || method !== "GET";
  const options = {
    method,
    headers: hasBody ? { ...headers, "content-length": body.length } : headers,
    signal: AbortSignal.timeout(timeoutMs),
    // A kept connection may close under a request, and that would count as a failed attempt.
    agent: false,
  };
  return new Promise((resolve, reject) => {
    const request = message.url.toLowerCase().startsWith("https:") ? httpsRequest : httpRequest;
    const outgoing = request(message.url, options, (response) => readAnswer(response).then(resolve, reject));
    outgoing.on("error", (problem) =>
      reject(problem.name === "AbortError" ? new Error(`no response within ${timeoutMs} ms`) : problem),
    );
    outgoing.end(body);
  });
}

/** The answer's body, cut at the limit; its end is awaited, as a receiver that never ends has not answered. */
async function readAnswer(response: IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (bytes < limits.responseBytesMax) chunks.push(chunk);
    bytes += chunk.length;
  }
  const headers = Object.entries(response.headersDistinct).map(([name, values]) => [name, values ?? []] as const);
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).subarray(0, limits.responseBytesMax),
  };
}
