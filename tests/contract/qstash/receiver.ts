import { randomUUID } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";

export type Received = {
  at: number;
  method: string;
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

type Reply = { status?: number; headers?: Record<string, string>; body?: string; afterMs?: number };
type Respond = (nth: number, request: Received) => Reply;

/** A little HTTP server that remembers what QStash sends it. Each `path()` answers as its test wants. */
export async function startReceiver() {
  const received = new Map<string, Received[]>();
  const underWay = new Map<string, { now: number; most: number }>();
  const responds = new Map<string, Respond>();

  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = "", url: target = "", headers } = incoming;
    const path = target.split("?")[0] ?? "";
    const request = { at: Date.now(), method, target, headers, body: Buffer.concat(chunks) };
    const earlier = received.get(path) ?? [];
    received.set(path, [...earlier, request]);

    const count = underWay.get(path) ?? { now: 0, most: 0 };
    underWay.set(path, { now: count.now + 1, most: Math.max(count.most, count.now + 1) });
    const reply = responds.get(path)?.(earlier.length, request) ?? {};
    if (reply.afterMs) await new Promise((resolve) => setTimeout(resolve, reply.afterMs));
    const after = underWay.get(path);
    if (after) after.now -= 1;
    outgoing.writeHead(reply.status ?? 200, reply.headers).end(reply.body ?? "");
  });
  const port = await listening(server);

  return {
    port,
    /** A fresh URL, so that suites can run side by side. */
    path: (respond: Respond = () => ({})) => {
      const path = `/${randomUUID()}`;
      responds.set(path, respond);
      return {
        url: `http://127.0.0.1:${port}${path}`,
        all: () => received.get(path) ?? [],
        bodies: () => (received.get(path) ?? []).map(({ body }) => body.toString("utf8")),
        /** The most requests that were ever under way here at once. */
        mostAtOnce: () => underWay.get(path)?.most ?? 0,
      };
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const listening = (server: Server) =>
  new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
