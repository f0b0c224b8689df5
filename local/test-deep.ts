import { runStages } from "./checks/run-stages";

// The platforms of the first three come and go; the stack of `drivers` stays until the end.
process.exit(await runStages("npm run test:deep", ["platform", "deep", "long-model", "drivers", "accessibility"]));
