import { connect } from "node:net";

export type Target = { host: string; port: number };

export function parseTarget(text: string): Target {
  const { hostname: host, port } = new URL(`tcp://${text}`);
  if (!host || !port) throw new Error(`NEON_PROXY_TARGET is not host:port: ${text}`);
  return { host, port: Number(port) };
}

/** Whether something listens there. */
export function answers({ host, port }: Target, timeoutMs = 1_000): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: timeoutMs });
    const done = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => done(true));
    socket.once("timeout", () => done(false));
    socket.once("error", () => done(false));
  });
}
