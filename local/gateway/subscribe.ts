import type { ServerResponse } from "node:http";
import type { Store } from "./store";
import { Unavailable } from "./upstream";

const subscribersMax = 256;
const unreadBytesMax = 1024 * 1024;
const pingMs = 25_000;

let subscribers = 0;

/** Server-sent events, one line a message: `data: message,channel,text`. Ends when either side does. */
export async function subscribe(store: Store, response: ServerResponse, pattern: boolean, channels: string[]) {
  if (subscribers >= subscribersMax) throw new Unavailable("too many subscribers");
  subscribers += 1;
  const redis = store.subscriber();
  redis.on("error", () => {});
  const ping = setInterval(() => response.write(": ping\n\n"), pingMs);
  response.once("close", () => {
    subscribers -= 1;
    clearInterval(ping);
    redis.disconnect();
  });

  const send = (...fields: (string | number)[]) => {
    const lines = fields.join().split(/\r\n|\r|\n/);
    response.write(`${lines.map((line) => `data: ${line}\n`).join("")}\n`);
    if (response.writableLength > unreadBytesMax) response.destroy();
  };
  redis.on("message", (channel: string, text: string) => send("message", channel, text));
  redis.on("pmessage", (...fields: [string, string, string]) => send("pmessage", ...fields));

  try {
    await redis.connect();
    for (const [at, channel] of channels.entries()) {
      await (pattern ? redis.psubscribe(channel) : redis.subscribe(channel));
      if (at === 0) response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      send(pattern ? "psubscribe" : "subscribe", channel, at + 1);
    }
    redis.once("end", () => response.end());
  } catch (error) {
    throw new Unavailable("Redis is away", { cause: error });
  }
}
