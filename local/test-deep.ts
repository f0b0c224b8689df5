import { runStages } from "./checks/run-stages";

// Platforms of their own come and go, and mostly wait: there is room beside them. The stack of `accessibility` and
// `drivers` stays until the end. New sequences for the models take minutes: they run when they are named.
const beside = [["deep"], ["recovery", "cluster"], ["platform", "accessibility"]] as const;

process.exit(await runStages("npm run test:deep", [beside, [["drivers"]]], ["long-model"]));
