import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { Dropped } from "@/local/hold-points/dropped";
import { type Answer, refuse } from "./answer";
import { readBody } from "./read-body";

export type Request = {
  method: string;
  /** As sent: path and query, nothing decoded or normalised. */
  target: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  from: string;
};

export type Handle = (request: Request) => Answer | Promise<Answer>;

type Options = { bodyBytesMax: number; handle: Handle };

/** An HTTP server of answers; a handler that throws answers 500 and is logged. */
export function httpServer({ bodyBytesMax, handle }: Options): Server {
  const server = createServer((incoming, outgoing) => {
    respond(incoming, outgoing, bodyBytesMax, handle).catch((problem: unknown) => {
      if (problem instanceof Dropped) return void outgoing.destroy();
      console.error(problem);
      send(outgoing, refuse(500, "the local part failed; see its log").answer);
    });
  });
  server.requestTimeout = 60_000;
  server.keepAliveTimeout = 30_000;
  return server;
}

async function respond(incoming: IncomingMessage, outgoing: ServerResponse, bodyBytesMax: number, handle: Handle) {
  const body = await readBody(incoming, bodyBytesMax);
  if (!body) return send(outgoing, refuse(413, `request body is larger than ${bodyBytesMax} bytes`).answer);
  const target = incoming.url ?? "/";
  const cut = target.indexOf("?");
  send(
    outgoing,
    await handle({
      method: incoming.method ?? "GET",
      target,
      path: cut < 0 ? target : target.slice(0, cut),
      query: new URLSearchParams(cut < 0 ? "" : target.slice(cut + 1)),
      headers: incoming.headers,
      body,
      from: incoming.socket.remoteAddress ?? "127.0.0.1",
    }),
  );
}

function send(outgoing: ServerResponse, { status, body, headers = {} }: Answer) {
  if (outgoing.headersSent || outgoing.destroyed) return;
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  const payload = body === undefined ? "" : isRaw ? body : JSON.stringify(body);
  const type = isRaw || body === undefined ? {} : { "Content-Type": "application/json" };
  outgoing.writeHead(status, { ...type, ...headers, "Content-Length": Buffer.byteLength(payload) });
  outgoing.end(payload);
}
