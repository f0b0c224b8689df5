import { runStages } from "./checks/run-stages";

process.exit(await runStages("npm test", [[["static", "unit", "model", "integration", "e2e"]]], ["screens"]));
