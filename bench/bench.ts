import { setTimeout as sleep } from "node:timers/promises";
import { stackOnce } from "../local/checks/stages";
import { reportEnd } from "../local/stack/report";
import { supervise } from "../local/supervisor/supervise";
import { admission } from "./admission";
import { bestAvailable } from "./best-available";
import { drawing } from "./draw";
import { lighthouse } from "./lighthouse";
import { passCheck } from "./pass-check";
import { pollers } from "./pollers";
import { purchase } from "./purchase";
import { rebuild } from "./rebuild";
import { machine, tell } from "./report";
import { reserveHttp } from "./reserve-http";
import { reserveScript } from "./reserve-script";
import { seatMap } from "./seat-map";
import { sql } from "./sql";
import { type Bench, storesOf } from "./stage";
import { waitingRoom } from "./waiting-room";

const benches: Record<string, Bench> = {
  "reserve-script": reserveScript,
  "best-available": bestAvailable,
  "reserve-http": reserveHttp,
  purchase,
  sql,
  rebuild,
  lighthouse,
  "seat-map": seatMap,
  admission,
  pollers,
  "pass-check": passCheck,
  "waiting-room": waitingRoom,
  draw: drawing,
};
const limitMs = 15 * 60_000;

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}".\nnpm run bench [-- ${Object.keys(benches).join("|")} ...]`);
  process.exit(2);
}

const outcome = await supervise("bench", async (supervisor) => {
  const say = (line: string) => console.log(`  ${line}`);
  const stack = stackOnce(supervisor);
  const late = new AbortController();
  sleep(limitMs, undefined, { signal: late.signal, ref: false }).then(
    () => supervisor.end({ kind: "failed", problem: new Error(`not done after ${limitMs / 60_000} min`) }),
    () => {},
  );
  for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
    console.log(`\n> ${name}`);
    const began = performance.now();
    const report = await benches[name]?.({ supervisor, stack, say });
    if (report) tell(name, report, machine(await storesOf(await stack())), (performance.now() - began) / 1000);
  }
  late.abort();
});

process.exit(reportEnd("bench", outcome));
