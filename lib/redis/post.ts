import { Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { OutageError } from "@/lib/core/failure";

export type Answer = { status: number; body: string };
/** Sends JSON text to a path below the address. Throws OutageError when no answer came in time. */
export type Post = (path: string, json: string) => Promise<Answer>;

type Address = { url: string; token: string; timeoutMs: number };

const connectionsMax = 8;
const retriesMax = 1;
const retryAfterMs = 25;
const answerMaxBytes = 16 * 1024 * 1024;

/** One address over connections that stay open. Whatever tries it takes, an answer comes within `timeoutMs` or never. */
export function poster({ url, token, timeoutMs }: Address): Post {
  const isHttps = url.startsWith("https:");
  const request = isHttps ? requestHttps : requestHttp;
  const settings = { keepAlive: true, maxSockets: connectionsMax };
  const agent = isHttps ? new HttpsAgent(settings) : new HttpAgent(settings);
  const base = url.replace(/\/$/, "");
  // Upstash's replicas answer a read no older than the write this token came with.
  let syncToken = "";

  const once = (path: string, json: string, leftMs: number) =>
    new Promise<Answer>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(json),
        ...(syncToken && { "upstash-sync-token": syncToken }),
      };
      const call = request(`${base}/${path}`, { method: "POST", agent, headers }, (response) => {
        const { "upstash-sync-token": given } = response.headers;
        if (typeof given === "string") syncToken = given;
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          bytes += chunk.length;
          if (bytes > answerMaxBytes) call.destroy(new Error("the answer is too long"));
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        response.on("error", reject);
      });
      const end = () => call.destroy(new Error("no answer in time"));
      const late = setTimeout(() => setImmediate(end), leftMs);
      call.once("close", () => clearTimeout(late));
      call.on("error", reject);
      call.end(json);
    });

  return async (path, json) => {
    const endsAt = performance.now() + timeoutMs;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await once(path, json, endsAt - performance.now());
      } catch (cause) {
        const isOver = performance.now() + retryAfterMs >= endsAt;
        if (isOver || attempt >= retriesMax) throw new OutageError("Redis did not answer", { cause });
        // A connection the server had just closed is the usual reason. What is sent again may have run already.
        await sleep(retryAfterMs);
      }
    }
  };
}
