import { setTimeout as sleep } from "node:timers/promises";
import { soldEvents } from "@/db/queries/promises";
import { durations } from "@/lib/core/durations";
import { type Finding, nameOf } from "@/lib/core/finding";
import { audit, checkNames } from "./audit";
import { endWith, say, sayTable } from "./say";
import { watchEvent } from "./watch-event";

/** `npm run audit [-- --repair]`: every check with what it found; ends with 1 when a promise is broken. */
async function run(repairs: boolean): Promise<number> {
  if (repairs) {
    say(`Looking twice, ${durations.auditApartMs / 1000} s apart; what both name is repaired.`);
    await watchAll();
    await sleep(durations.auditApartMs);
    await watchAll();
  }
  // What only moved while it was read is gone in a second reading.
  const first = await audit();
  const found = first.length > 0 ? alike(first, await audit()) : [];
  sayTable(
    ["check", "found"],
    checkNames.map((name) => [name, String(found.filter(({ check }) => check === name).length || "-")]),
  );
  if (found.length > 0)
    sayTable(
      ["check", "about", "what"],
      found.map(({ check, subject, detail }) => [check, subject, detail]),
    );
  say(found.length === 0 ? "Every promise is kept." : `${found.length} broken.`);
  return found.length === 0 ? 0 : 1;
}

function alike(first: Finding[], second: Finding[]): Finding[] {
  const names = new Set(first.map(nameOf));
  return second.filter((finding) => names.has(nameOf(finding)));
}

async function watchAll() {
  for (let page = await soldEvents(undefined); page.length > 0; page = await soldEvents(page.at(-1)))
    for (const eventId of page)
      for (const { check, subject, detail } of await watchEvent(eventId))
        say(`repairing ${check} ${subject}: ${detail}`);
}

endWith(run(process.argv.includes("--repair")));
