import { runStages } from "./checks/run-stages";

// The platforms of the first rounds come and go, and mostly wait; the stack of `drivers` stays until the end.
process.exit(
  await runStages("npm run test:deep", [
    ["deep", "platform"],
    ["cluster"],
    ["long-model"],
    ["drivers"],
    ["accessibility"],
  ]),
);
