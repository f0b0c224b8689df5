import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { visitHolds } from "@/local/hold-points/doors";
import { Dropped } from "@/local/hold-points/dropped";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { readBody } from "../http/read-body";
import { authorizer } from "./authorize";
import { type Answer, executeBody, executeOne, executePipeline, executeTransaction } from "./execute";
import { parsePath, segments } from "./parse-path";
import { renderError } from "./render";
import type { Store } from "./store";
import { subscribe } from "./subscribe";
import { Unavailable } from "./upstream";
import { variants, variantsPath } from "./variants";

const bodyMaxBytes = 10 * 1024 * 1024;
const methods = new Set(["GET", "HEAD", "POST", "PUT"]);

const failure = (status: number, message: string): Answer => ({ status, json: renderError(message) });

function send(response: ServerResponse, { status, json }: Answer) {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(json) });
  response.end(json);
}

type Doors = HoldPoints | undefined;

async function local(store: Store, doors: Doors, request: IncomingMessage, path: string): Promise<Answer> {
  if (path === "/_local/health") return { status: store.ready ? 200 : 503, json: "{}" };
  const body = doors && (await readBody(request, bodyMaxBytes));
  const visited = body && visitHolds(doors, request.method ?? "", path, body);
  return visited ? { status: visited.status, json: JSON.stringify(visited.body) } : failure(404, "no such door");
}

async function execute(store: Store, request: IncomingMessage, path: string, query: URLSearchParams): Promise<Answer> {
  const body = await readBody(request, bodyMaxBytes);
  if (!body) return failure(400, `ERR max request size exceeded. Limit: ${bodyMaxBytes} bytes`);
  const base64 = request.headers["upstash-encoding"] === "base64";
  if (path === "/pipeline") return executePipeline(store, body, base64);
  if (path === "/multi-exec") return executeTransaction(store, body, base64);
  if (path === variantsPath) return variants(store.scripts, request.method, body);
  if (path === "/") return executeBody(store, body, base64);
  return executeOne(store, parsePath(path, query, body), base64);
}

/** The Redis REST API of Upstash, as their documentation describes it, before one Redis or a cluster; tests enter by the doors. */
export function createGateway(store: Store, token: string, doors: Doors): Server {
  const authorized = authorizer(token);

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const [path = "/", search] = (request.url ?? "/").split("?", 2);
    const isVariants = doors !== undefined && path === variantsPath;
    if (path.startsWith("/_local/") && !isVariants) return send(response, await local(store, doors, request, path));
    if (!methods.has(request.method ?? "")) return send(response, failure(405, "ERR method not allowed"));
    const query = new URLSearchParams(search);
    if (!authorized(request, query)) return send(response, failure(401, "WRONGPASS invalid or missing auth token"));
    const [verb, ...channels] = segments(path).map(String);
    if (verb === "subscribe" || verb === "psubscribe") {
      return subscribe(store, response, verb === "psubscribe", channels);
    }
    send(response, await execute(store, request, path, query));
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed || error instanceof Dropped) return response.destroy();
      if (error instanceof Unavailable) return send(response, failure(503, `ERR ${error.message}`));
      console.error(error);
      send(response, failure(500, "ERR internal error"));
    });
  });
  // Longer than any client keeps an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 75_000;
  server.requestTimeout = 30_000;
  return server;
}
