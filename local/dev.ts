import { runPlatform } from "./run-platform";

process.exitCode = await runPlatform({ mode: "dev" });
process.exit();
