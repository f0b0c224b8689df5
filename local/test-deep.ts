import { runStages } from "./checks/run-stages";

// The platforms of `deep`, `platform` and `cluster` come and go, and mostly wait; the stack of `drivers` stays until the end.
process.exit(
  await runStages(
    "npm run test:deep",
    [["deep", "platform"], ["cluster", "drivers"], ["accessibility"]],
    ["long-model"],
  ),
);
