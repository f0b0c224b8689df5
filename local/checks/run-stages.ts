import { reportEnd } from "../stack/report";
import { supervise } from "../supervisor/supervise";
import { type StageName, stackOnce, stages } from "./stages";
import { hasFailed, summarize, type Tally } from "./tally";

/** Stages one after the other. */
type Lane = readonly StageName[];

/**
 * Runs the stages, or the one named by the first word, and gives the exit code; `asked` only run when named. The lanes
 * of one round go side by side. The last line is "N passed, N failed".
 */
export async function runStages(
  command: string,
  rounds: readonly (readonly Lane[])[],
  asked: readonly StageName[] = [],
): Promise<number> {
  const [first, ...rest] = process.argv.slice(2);
  const all = rounds.flat(2);
  const stage = [...all, ...asked].find((name) => name === first);
  if (first !== undefined && !stage) {
    console.error(`There is no stage "${first}".\n${command} [-- ${all.join("|")} [what the runner takes]]`);
    return 2;
  }
  const chosen = stage ? [[[stage]]] : rounds;
  const words = rest[0] === "--" ? rest.slice(1) : rest;
  const tallies: Tally[] = [];
  const waiting = new Set<StageName>(chosen.flat(2));

  const outcome = await supervise("test", async (supervisor) => {
    const openStack = stackOnce(supervisor);
    const runOne = async (name: StageName) => {
      try {
        await stages[name]({ supervisor, words, tallies, openStack });
      } catch (problem) {
        const why = problem instanceof Error ? problem.message : String(problem);
        console.error(why);
        tallies.push({ name, passed: 0, failed: 1, skipped: 0, seconds: 0, failures: [{ test: why, why: [] }] });
      }
      if (!supervisor.isEnding) waiting.delete(name);
    };
    const follow = async (lane: Lane) => {
      for (const name of lane) if (!supervisor.isEnding) await runOne(name);
    };
    for (const round of chosen) await Promise.all(round.map(follow));
  });

  const code = reportEnd("test", outcome, console.log);
  if (outcome.ok) console.log(`\n${summarize(tallies, [...waiting])}`);
  return code || (outcome.ok && outcome.ending.kind === "asked" ? 130 : 0) || (hasFailed(tallies) ? 1 : 0);
}
