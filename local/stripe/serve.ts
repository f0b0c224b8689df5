import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { visitHolds } from "@/local/hold-points/doors";
import { Dropped } from "@/local/hold-points/dropped";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { readBody } from "../http/read-body";
import type { Api } from "./api";
import type { openChallenge } from "./challenge";
import type { openLocalRoutes } from "./local-routes";
import { pageAt } from "./pages";

const bodyMaxBytes = 1024 * 1024;

type Parts = {
  points: HoldPoints;
  api: Api;
  local: ReturnType<typeof openLocalRoutes>;
  challenge: ReturnType<typeof openChallenge>;
};

const preflight = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, DELETE",
  "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, Stripe-Version, Stripe-Account",
  "access-control-max-age": "600",
};

export function serve(parts: Parts) {
  return createServer((request, response) => {
    answer(parts, request, response).catch((error: unknown) => {
      if (error instanceof Dropped) return void response.destroy();
      console.error("stripe:", error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
      response.end('{"error":{"type":"api_error","message":"The emulator failed; see its log."}}');
    });
  });
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse) {
  const { method = "GET", headers } = request;
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const body = await readBody(request, bodyMaxBytes);
  if (!body) return end(response, 413, { error: { message: "The request is too large." } });
  if (method === "OPTIONS") return void response.writeHead(204, preflight).end();

  if (url.pathname.startsWith("/v1/")) {
    const asked = { method, path: url.pathname, query: url.search.slice(1), headers, body: body.toString() };
    const answered = await parts.points.pass(
      () => [method, `${url.pathname}${url.search}`, headers["idempotency-key"], asked.body].join(" "),
      () => parts.api(asked),
    );
    if (answered.dropped) return void response.destroy();
    return void response.writeHead(answered.status, answered.headers).end(answered.body);
  }
  if (url.pathname.startsWith("/_local/")) {
    const visited = visitHolds(parts.points, method, url.pathname, body);
    const { status, body: shown } = visited ?? parts.local(method, url.pathname, jsonOf(body));
    return end(response, status, shown);
  }
  const [, intentId] = /^\/v3\/authenticate\/([^/]+)\/state$/.exec(url.pathname) ?? [];
  if (intentId) {
    const secret = url.searchParams.get("client_secret") ?? "";
    const { status, body: shown } = parts.challenge(method, intentId, secret, jsonOf(body));
    return end(response, status, shown);
  }
  const page = pageAt(url.pathname);
  if (page) return void response.writeHead(200, page.headers).end(page.body);
  return end(response, 404, { error: { message: `Nothing at ${url.pathname}` } });
}

function end(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { "content-type": "application/json", "access-control-allow-origin": "*" });
  response.end(JSON.stringify(body));
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString() || "{}");
  } catch {
    return undefined;
  }
}
