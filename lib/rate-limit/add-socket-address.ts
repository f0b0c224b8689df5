import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * Writes down the other end of every request's connection as the last entry of X-Forwarded-For, as a proxy would.
 * `next start` fills that header only where it is absent: without this a client could choose its own address.
 */
export function addSocketAddress() {
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const given = request.headers["x-forwarded-for"];
    const address = request.socket.remoteAddress ?? "unknown";
    request.headers["x-forwarded-for"] = given ? `${given}, ${address}` : address;
  });
}
