import { z } from "zod";
import { drawOf } from "@/db/queries/draws";
import { admissionsByMinute, fairnessOf, operationsOf } from "@/db/queries/fairness";
import { laneNames } from "./lanes";

const whole = z.int().min(0);
const time = z.iso.datetime();

const counts = {
  joined: whole,
  called: whole.describe("Places that had their turn."),
  came: whole.describe("Those of them who asked to be let in."),
  noShows: whole.describe("Those who did not, or not yet: they may still come."),
  admitted: whole,
};

/** How a room went, for everybody to judge. The same for all: nothing of a person is in it. */
export const fairnessReport = z
  .object({
    eventId: z.uuid(),
    at: time.describe("What happened until then is in it."),
    ...counts,
    lanes: z
      .array(z.object({ lane: z.enum(laneNames), ...counts }))
      .describe("Those of them who had a line of their own by a code: all who were let in beside everybody's line."),
    overtakes: whole.describe(
      "Let in while somebody with a better place in the same line was present and no room was left for them. Worked out from what the " +
        "store told, apart from the law that forbids it. It must be 0.",
    ),
    minutes: z
      .array(z.object({ at: time, admitted: whole }))
      .describe("Admissions in each minute that had any: the last day's worth of such minutes, oldest first."),
    challenges: z
      .object({ given: whole, solved: whole.describe("Places got by one.") })
      .describe("A network that has many places solves a challenge for each further one; nobody is refused for it."),
    operators: z.object({
      changes: whole.describe("Changes of how the room works: its rate, its limits, a pause, a message."),
      revokedOne: whole.describe("Times that one person's pass was taken back."),
      revokedAll: whole.describe("Times that all passes were."),
    }),
    hasDraw: z.boolean().describe("Whether places were drawn; `queue/draw` has the proof."),
  })
  .meta({ id: "FairnessReport" });
export type FairnessReport = z.output<typeof fairnessReport>;

const minutesMax = 24 * 60;

/** Numbers of nobody below a place; see scripts/holes.lua. */
function holesBelow(holes: string, place: number): number {
  return [...holes.matchAll(/(\d+):(\d+)/g)].reduce((sum, [, first, last]) => {
    const size = Math.min(Number(last), place) - Number(first) + 1;
    return sum + Math.max(0, size);
  }, 0);
}

type Line = NonNullable<Awaited<ReturnType<typeof fairnessOf>>>["lines"][number];

function countsOf({ issued, serving, holes, came, admitted }: Line) {
  const called = Math.max(came, serving - holesBelow(holes, serving));
  return { joined: issued - holesBelow(holes, issued), called, came, noShows: called - came, admitted };
}

/** As far as Postgres has heard, some seconds ago; undefined for an event that never had a room. */
export async function readFairness(eventId: string): Promise<FairnessReport | undefined> {
  const room = await fairnessOf(eventId);
  if (!room) return undefined;
  const [minutes, operators, draw] = await Promise.all([
    admissionsByMinute(eventId, minutesMax),
    operationsOf(eventId),
    drawOf(eventId),
  ]);
  const { lines, savedAt, asked, solved } = room;
  const counted = lines.map(countsOf);
  const sum = (name: keyof (typeof counted)[number]) => counted.reduce((total, each) => total + each[name], 0);
  return {
    eventId,
    at: savedAt.toISOString(),
    joined: sum("joined"),
    ...{ called: sum("called"), came: sum("came"), noShows: sum("noShows"), admitted: sum("admitted") },
    lanes: lines.flatMap(({ lane }, at) => (lane && counted[at] ? [{ lane, ...counted[at] }] : [])),
    overtakes: lines.reduce((total, { overtakes }) => total + overtakes, 0),
    minutes: minutes.reverse().map(({ minute, admitted: some }) => ({ at: minute.toISOString(), admitted: some })),
    // A process may end before it told the room what it gave; what was solved was given.
    challenges: { given: Math.max(asked, solved), solved },
    operators,
    hasDraw: draw !== undefined,
  };
}
