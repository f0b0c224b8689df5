import { runStages } from "./checks/run-stages";

// The platforms of `deep`, `platform` and `cluster` come and go, and mostly wait: there is room beside them. The stack
// of `accessibility` and `drivers` stays until the end.
const beside = [["deep"], ["platform", "accessibility"]] as const;
const after = [["cluster"], ["drivers"]] as const;

process.exit(await runStages("npm run test:deep", [beside, after], ["long-model"]));
