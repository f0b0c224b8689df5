import { runStages } from "./checks/run-stages";

// The platforms of `deep` and `platform` come and go, and mostly wait: there is room beside them. The stack of
// `accessibility` and `drivers` stays until the end. What no longer fits into forty minutes runs when it is named.
const beside = [["deep"], ["platform", "accessibility"]] as const;

process.exit(await runStages("npm run test:deep", [beside, [["drivers"]]], ["cluster", "long-model"]));
