import { parseArgs } from "node:util";
import { runPlatform } from "./run-platform";

const usage = "npm run local -- [--instances N] [--cluster] [--reset] [--no-build]";
const instancesMax = 16;

function readOptions() {
  const { values } = parseArgs({
    options: {
      instances: { type: "string", default: "1" },
      cluster: { type: "boolean", default: false },
      reset: { type: "boolean", default: false },
      "no-build": { type: "boolean", default: false },
    },
  });
  const instances = Number(values.instances);
  if (!Number.isInteger(instances) || instances < 1 || instances > instancesMax) {
    throw new Error(`--instances takes a number from 1 to ${instancesMax}`);
  }
  return { instances, cluster: values.cluster, reset: values.reset, mayBuild: !values["no-build"] };
}

try {
  process.exitCode = await runPlatform({ mode: "production", ...readOptions() });
} catch (problem) {
  console.error(`${problem instanceof Error ? problem.message : String(problem)}\n${usage}`);
  process.exitCode = 2;
}
process.exit();
