import { connect } from "node:net";
import { tool } from "../project";
import type { Part, PartSpec } from "../supervisor/part";
import { inherited } from "./environment";
import type { Plan } from "./plan";

export type AppMode = "dev" | "production";

const listensMs = 60_000;
// The first page of a cold `next dev` compiles for a while on a small machine.
const pageMs = 120_000;

/** A command that stands in for the app, so that the platform's own tests need neither a build nor data. */
export const standIn = () => process.env.HOLDFAST_APP_COMMAND;

/** Starts one process of the app; ready when it takes connections. */
export async function startApp(
  plan: Plan,
  name: string,
  port: number,
  environment: Record<string, string>,
): Promise<Part> {
  const part = plan.supervisor.start(appSpec(plan, name, port, environment));
  await listening(plan, name, port);
  return part;
}

/** How one process of the app is started. */
export const appSpec = (
  { mode, distDir, echo }: Plan,
  name: string,
  port: number,
  environment: Record<string, string>,
): PartSpec => ({
  name,
  command: command(mode, port),
  env: {
    ...inherited(process.env),
    ...environment,
    PORT: String(port),
    ...(mode === "production" && { NEXT_DIST_DIR: distDir }),
  },
  ...(echo && { echo }),
});

export const listening = ({ supervisor }: Plan, name: string, port: number) =>
  supervisor.ready(name, () => takesConnections(port), listensMs);

/** Asks for the first page, so that the first visitor does not wait for it. A page that fails is the developer's to mend in `dev` only. */
export async function warmUp({ supervisor, mode, say }: Plan, { log }: Part, url: string): Promise<void> {
  await supervisor.ready(
    `the first page of ${url}`,
    async () => {
      const response = await fetch(url, { signal: AbortSignal.timeout(pageMs) });
      await response.arrayBuffer();
      if (response.status < 500) return true;
      if (mode === "production") throw new Error(`it answers ${response.status}\n${log.lastLines(25)}`);
      say(`the first page answers ${response.status}; see ${log.path}`);
      return true;
    },
    pageMs,
    pageMs,
  );
}

function command(mode: AppMode, port: number): [string, ...string[]] {
  const stand = standIn();
  if (stand) return ["sh", "-c", `exec ${stand}`];
  return [...tool("next"), mode === "dev" ? "dev" : "start", "--hostname", "127.0.0.1", "--port", String(port)];
}

const takesConnections = (port: number) =>
  new Promise<boolean>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", reject).once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
