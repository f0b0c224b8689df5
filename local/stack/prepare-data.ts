import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot, serverScript } from "../project";
import { inherited } from "./environment";
import type { Plan } from "./plan";
import { standIn } from "./start-app";

const limitMs = 120_000;

/** Brings both databases to this release's schema. */
export const migrate = (plan: Plan, environment: Record<string, string>) => runScript(plan, "migrate", environment);

/** Puts the demo events in, and the demo organizer with a key that this installation knows. */
export const seed = (plan: Plan, environment: Record<string, string>) =>
  runScript(plan, "seed", { ...environment, HOLDFAST_DEMO_API_KEY: plan.secrets.HOLDFAST_DEMO_API_KEY });

async function runScript({ supervisor }: Plan, name: string, environment: Record<string, string>) {
  const file = `db/${name}.ts`;
  if (standIn() || !existsSync(join(projectRoot, file))) return;
  await supervisor.run(
    { name, command: serverScript(file), env: { ...inherited(process.env), ...environment } },
    limitMs,
  );
}
