import type { Server } from "node:http";

const graceMs = 700;

/** Serves 127.0.0.1:PORT until SIGTERM; then finishes what is under way, for under a second, and ends with code 0. */
export function listen(server: Server, close: () => void | Promise<void>): void {
  const port = Number(process.env.PORT);
  if (!Number.isInteger(port) || port < 1) throw new Error("PORT is not set");
  server.listen(port, "127.0.0.1");

  const stop = () => {
    setTimeout(() => process.exit(0), graceMs).unref();
    server.close(async () => {
      await close();
      process.exit(0);
    });
    server.closeIdleConnections();
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}
