import type { IncomingHttpHeaders } from "node:http";
import { Agent, request } from "undici";

const answerMs = 60_000;

// Servers close what was idle for 5 s; a connection must not be used in that very moment.
const dispatcher = new Agent({ keepAliveTimeout: 1_000, headersTimeout: answerMs, bodyTimeout: answerMs });

/** One POST of JSON over connections that stay open. */
export async function post(url: string, body: unknown, token: string | undefined) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const answer = await request(url, { method: "POST", dispatcher, headers, body: JSON.stringify(body) });
  return { status: answer.statusCode, headers: answer.headers as IncomingHttpHeaders, body: await answer.body.json() };
}
