import type { Redis } from "ioredis";
import { startService } from "../local/stack/start-service";
import type { Stack } from "../local/stack/start-stack";
import { nextFreePorts } from "../local/supervisor/ports";
import type { Supervisor } from "../local/supervisor/supervisor";
import { crowdOf, type Stretch } from "./crowd";
import { pauseQueue } from "./queue";
import { atMost, figure, type Report } from "./report";
import { fill, openRoom } from "./room";
import { aSale } from "./sale";
import { scriptsRun } from "./scripts-run";
import { type Bench, roundsMin, withRedis } from "./stage";

const few = 1_000;
const many = Number(process.env.POLLERS ?? 50_000);
/** A page far from its turn asks once a minute: by the third round everybody has, by the last most have twice. */
const stretchMs = 20_000;
/** The crowd waits behind so many others, of whom some are called meanwhile. */
const before = 10_000;
const room = { ratePerMinute: 600, people: 100_000 };

type Measured = Stretch & { scripts: number };

/**
 * P9: what polling costs Redis, from a thousand who wait to many, through the CDN's stand-in, by the page's own pace and
 * reckoning. No schedule runs meanwhile: there is no other traffic.
 */
export const pollers: Bench = async ({ stack: open, supervisor, say }) => {
  const stack = await open();
  const sale = await aSale(stack.file, room.people);
  await openRoom(stack, sale, { ratePerMinute: room.ratePerMinute });
  const address = new URL(`/api/v1/events/${sale.slug}/queue/state`, await startCdn(supervisor, stack));
  const crowds = [few, many].map((count) => ({
    count,
    crowd: crowdOf(count, before, address),
    rounds: [] as Measured[],
  }));
  const queue = await pauseQueue(stack);
  await withRedis(stack, async (redis) => {
    await fill(redis, sale.eventId, room.people);
    for (let round = 1; round <= roundsMin; round += 1) {
      for (const { count, crowd, rounds } of crowds) {
        const measured = await measure(redis, () => crowd.pollFor(stretchMs));
        rounds.push(measured);
        const { answered, failed, seconds, scripts } = measured;
        say(
          `round ${round} of ${roundsMin}, ${count} pollers: ${answered} answers and ${failed} failures in ` +
            `${seconds.toFixed(1)} s, ${scripts} scripts in Redis`,
        );
      }
    }
  });
  await Promise.all(crowds.map(({ crowd }) => crowd.close()));
  await queue.resume();
  const report = reportOf(crowds);
  report.notes.push(`${crowds.reduce((sum, { crowd }) => sum + crowd.silent(), 0)} of the pollers never had an answer`);
  return report;
};

async function startCdn(supervisor: Supervisor, { file }: Stack): Promise<string> {
  const { app } = file.services;
  const [port = 0] = await nextFreePorts(app.port, 1, new Set());
  await startService(supervisor, "cdn", port, { CDN_ORIGINS: `http://127.0.0.1:${app.port}` });
  return `http://127.0.0.1:${port}`;
}

async function measure(redis: Redis, work: () => Promise<Stretch>): Promise<Measured> {
  const scripts = await scriptsRun(redis);
  const stretch = await work();
  return { ...stretch, scripts: (await scriptsRun(redis)) - scripts };
}

function reportOf(crowds: { count: number; rounds: Measured[] }[]): Report {
  const all = crowds.flatMap(({ rounds }) => rounds);
  const sum = (pick: (round: Measured) => number) => all.reduce((total, round) => total + pick(round), 0);
  if (sum(({ nearer }) => nearer) === 0) throw new Error("nobody came nearer: nothing was seen of any place");
  const perSecond = crowds.map(({ rounds }) => rounds.map(({ scripts, seconds }) => scripts / seconds));
  const ratios = (perSecond[1] ?? []).map((value, round) => value / (perSecond[0]?.[round] ?? Number.NaN));
  return {
    figures: crowds.flatMap(({ count, rounds }, at) => [
      figure(`scripts in Redis, ${count} pollers`, "a second", perSecond[at] ?? []),
      figure(
        `  answers`,
        "a second",
        rounds.map(({ answered, seconds }) => answered / seconds),
      ),
    ]),
    budgets: [
      atMost("P9", `Redis commands, ${many} pollers to ${few}`, ratios, 1.1),
      atMost("P9", "places that grew", [sum(({ grown }) => grown)], 0),
      atMost("--", "answers that failed", [sum(({ failed }) => failed)], 0),
    ],
    notes: [`${sum(({ compared }) => compared)} places were seen again, ${sum(({ nearer }) => nearer)} of them nearer`],
  };
}
