import type { Server } from "node:http";
import { connect } from "node:net";
import { pipeline } from "node:stream";
import { createWebSocketStream, type WebSocket, WebSocketServer } from "ws";
import type { HoldPoints } from "@/local/hold-points/hold-points";
import { stops } from "./stops";
import type { Target } from "./target";

const messageBytesMax = 64 * 1024 * 1024;
const tunnelsMax = 500;
const keepAliveMs = 30_000;

/** Raw Postgres traffic both ways. Each side waits for the other's buffers, and both close together. */
function join(socket: WebSocket, target: Target, points: HoldPoints) {
  const tcp = connect({ ...target, noDelay: true, keepAlive: true, keepAliveInitialDelay: keepAliveMs });
  const stream = createWebSocketStream(socket);
  const close = () => {
    tcp.destroy();
    stream.destroy();
  };
  const { asking, answering } = stops(points);
  pipeline(stream, asking, tcp, close);
  pipeline(tcp, answering, stream, close);
  // Whoever asked is gone and the last bytes are on their way: nobody waits for an answer.
  tcp.once("finish", close);
}

/** Serves `/v2`, whatever address the caller asks for: everything goes to the one target. Returns how to close them all. */
export function tunnel(server: Server, target: Target, points: HoldPoints): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: messageBytesMax, perMessageDeflate: false });

  server.on("upgrade", (request, socket, head) => {
    const [path] = (request.url ?? "").split("?", 1);
    const refusal = path === "/v2" ? sockets.clients.size >= tunnelsMax && "503 Service Unavailable" : "404 Not Found";
    if (refusal) return socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    request.socket.setNoDelay(true).setKeepAlive(true, keepAliveMs);
    sockets.handleUpgrade(request, socket, head, (opened) => join(opened, target, points));
  });

  return () => {
    for (const socket of sockets.clients) socket.terminate();
  };
}
