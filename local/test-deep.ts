import { runStages } from "./checks/run-stages";

// The platforms of `deep` come and go; the stack of `drivers` stays until the end.
process.exit(await runStages("npm run test:deep", ["deep", "long-model", "drivers"]));
