import { type StageName, stackOnce, stageNames, stages } from "./checks/stages";
import { hasFailed, summarize, type Tally } from "./checks/tally";
import { reportEnd } from "./stack/report";
import { supervise } from "./supervisor/supervise";

const usage = `npm test [-- ${stageNames.join("|")} [what the runner takes]]`;

function readOptions([first, ...rest]: readonly string[]): { chosen: readonly StageName[]; words: readonly string[] } {
  if (first === undefined) return { chosen: stageNames, words: [] };
  const stage = stageNames.find((name) => name === first);
  if (!stage) {
    console.error(`There is no stage "${first}".\n${usage}`);
    process.exit(2);
  }
  return { chosen: [stage], words: rest[0] === "--" ? rest.slice(1) : rest };
}

const { chosen, words } = readOptions(process.argv.slice(2));
const tallies: Tally[] = [];
const waiting = new Set<StageName>(chosen);

const outcome = await supervise("test", async (supervisor) => {
  const openStack = stackOnce(supervisor);
  for (const name of chosen) {
    try {
      await stages[name]({ supervisor, words, tallies, openStack });
    } catch (problem) {
      console.error(problem instanceof Error ? problem.message : problem);
      tallies.push({ name, passed: 0, failed: 1, skipped: 0, seconds: 0 });
    }
    if (supervisor.isEnding) return;
    waiting.delete(name);
  }
});

const code = reportEnd("test", outcome, console.log);
if (outcome.ok) console.log(`\n${summarize(tallies, [...waiting])}`);
process.exit(code || (outcome.ok && outcome.ending.kind === "asked" ? 130 : 0) || (hasFailed(tallies) ? 1 : 0));
