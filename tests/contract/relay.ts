import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

type Mode = "pass" | "refuse" | "hang" | "swallow answers";

/** A TCP relay before a real server, so that a test can take that server away from one part only. */
export async function startRelay(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let mode: Mode = "pass";

  const server = createServer((near) => {
    if (mode === "refuse") return near.destroy();
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.on("data", (bytes) => mode !== "hang" && far.write(bytes));
    far.on("data", (bytes) => (mode === "swallow answers" ? near.destroy() : mode === "pass" && near.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();

  const become = (next: Mode) => {
    mode = next;
    if (next === "refuse") for (const socket of open) socket.destroy();
  };
  onTestFinished(() => {
    become("refuse");
    server.close();
  });
  return { port: typeof address === "object" && address ? address.port : 0, become };
}
