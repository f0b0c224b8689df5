import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectRoot, serverScript } from "./project";
import { appEnvironment, inherited } from "./stack/environment";
import { readJson } from "./stack/file";
import { readSecrets } from "./stack/secrets";
import { readStackFile } from "./stack/stack-file";
import type { Ports } from "./supervisor/ports";
import { stackFileOf, stateDirOf } from "./supervisor/supervise";

/** What the app was given that runs here now; `DATABASE_URL` in the shell means another one, and all of its names. */
function environmentOfApp(): Record<string, string> | undefined {
  if (process.env.DATABASE_URL) return {};
  const file = readStackFile(stackFileOf("main"));
  const ports = readJson<Ports>(join(stateDirOf("main"), "ports.json"));
  if (!file || !ports) return undefined;
  const { services, databaseUrl, analyticsDatabaseUrl: analyticsUrl } = file;
  return appEnvironment(ports, readSecrets(stateDirOf("main")), { app: services.app.url, databaseUrl, analyticsUrl });
}

const [path = "", ...words] = process.argv.slice(2);
const environment = environmentOfApp();
if (!environment) {
  console.error("Nothing runs here. Start `npm run dev` in another shell, or set the environment (.env.example).");
  process.exit(2);
}
const [node, ...rest] = serverScript(path);
const luaText = join(projectRoot, "lib/redis/lua-text.mjs");
const env: NodeJS.ProcessEnv = { ...process.env, ...inherited(process.env), LOG_LEVEL: "warn", ...environment };
const child = spawn(node, ["--import", luaText, ...rest, ...words], { stdio: "inherit", env });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.once("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
