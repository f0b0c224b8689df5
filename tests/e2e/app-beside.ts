import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { tool } from "@/local/project";
import { eventually } from "../fixtures/stack";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

const answers = (url: string) =>
  fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** The same build on the same stores as the stage's own app, with other settings. Ends with the runner at the latest. */
export async function appBeside(environment: Record<string, string>) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const [program, ...words] = tool("next");
  const child: ChildProcess = spawn(
    program,
    [...words, "start", "--hostname", "127.0.0.1", "--port", String(port)],
    // Of its own group it would outlive a runner that was killed.
    { env: { ...process.env, ...environment, NODE_ENV: "production", NEXTAUTH_URL: url }, stdio: "ignore" },
  );
  if (!(await eventually(() => answers(url), Boolean, 60_000))) throw new Error("the app beside does not answer");
  return {
    url,
    stop: async () => {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}
