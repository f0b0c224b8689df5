import { Agent, request } from "undici";

const answerMs = 60_000;

// Servers close what was idle for 5 s; a connection must not be used in that very moment.
const dispatcher = new Agent({ keepAliveTimeout: 1_000, headersTimeout: answerMs, bodyTimeout: answerMs });

/** One POST of JSON over connections that stay open. */
export async function post(url: string, body: unknown, { token, key }: { token?: string | undefined; key?: string }) {
  const headers = {
    "content-type": "application/json",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(key && { "idempotency-key": key }),
  };
  const answer = await request(url, { method: "POST", dispatcher, headers, body: JSON.stringify(body) });
  return { status: answer.statusCode, headers: answer.headers, body: await answer.body.json() };
}
