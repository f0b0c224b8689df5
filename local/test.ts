import { runStages } from "./checks/run-stages";

// The models have stores of their own: there is room beside them.
const first = [["static", "unit"], ["model"]] as const;

process.exit(await runStages("npm test", [first, [["integration", "e2e"]]], ["screens"]));
