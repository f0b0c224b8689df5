import { runStages } from "./checks/run-stages";

// Platforms of their own come and go, and wait a good deal: there is room beside them. The stack of `accessibility` and
// `drivers` stays until the end. What no longer fits into forty minutes runs when it is named.
const beside = [["deep"], ["recovery"], ["platform", "accessibility"]] as const;
const after = [["drivers"], ["plants"]] as const;

process.exit(await runStages("npm run test:deep", [beside, after], ["cluster", "long-model"]));
