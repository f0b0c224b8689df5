import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { nextAskMs } from "@/components/waiting-room/poll";
import { advance, isOlder, type Progress, started } from "@/components/waiting-room/progress";
import type { StateDocument } from "@/lib/waiting-room/state-document";

const connections = 128;
const answerMs = 10_000;
const minuteMs = 60_000;

/** One who waits: when they ask next, in ms from the beginning of a stretch, and what their page knows by then. */
type Poller = { place: number; dueMs: number; known: Progress };
type Counts = { answered: number; failed: number; compared: number; nearer: number; grown: number };
export type Stretch = Counts & { seconds: number };

/** So many who wait behind a place, and ask as often as a page of theirs does. They go on where the last stretch ended. */
export function crowdOf(count: number, behind: number, address: URL) {
  const pool = new Pool(address.origin, { connections, headersTimeout: answerMs, bodyTimeout: answerMs });
  let pollers: Poller[] = [];

  async function read(): Promise<StateDocument> {
    const { statusCode, body } = await pool.request({ method: "GET", path: address.pathname });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`the state is ${statusCode}`);
    return JSON.parse(text);
  }

  async function gather() {
    const state = await read();
    pollers = Array.from({ length: count }, (_, index) => {
      const place = behind + index + 1;
      return { place, dueMs: Math.random() * paceOf(state, place), known: started };
    });
  }

  async function follow(poller: Poller, lastsMs: number, began: number, counts: Counts) {
    while (poller.dueMs < lastsMs) {
      await sleep(Math.max(0, began + poller.dueMs - performance.now()));
      const state = await read().catch(() => undefined);
      if (!state) {
        counts.failed += 1;
        poller.dueMs = lastsMs;
        break;
      }
      counts.answered += 1;
      see(poller, state, counts);
      poller.dueMs += paceOf(state, poller.place);
    }
    poller.dueMs -= lastsMs;
  }

  return {
    /** Everybody whose moment lies in the stretch asks, and is answered, however long that takes. */
    async pollFor(lastsMs: number): Promise<Stretch> {
      if (pollers.length === 0) await gather();
      const counts = { answered: 0, failed: 0, compared: 0, nearer: 0, grown: 0 };
      const began = performance.now();
      await Promise.all([...pollers.map((poller) => follow(poller, lastsMs, began, counts)), sleep(lastsMs)]);
      return { ...counts, seconds: (performance.now() - began) / 1000 };
    },
    /** How many have heard nothing yet. */
    silent: () => pollers.filter(({ known }) => known === started).length,
    close: () => pool.destroy(),
  };
}

const paceOf = ({ poll, serving, ratePerMinute }: StateDocument, place: number) =>
  nextAskMs(poll, ((place - serving) * minuteMs) / ratePerMinute, Math.random());

/** A place grows where a page shows more ahead than before, or where it is told so by a document that is not older. */
function see(poller: Poller, state: StateDocument, counts: Counts) {
  const { known, place } = poller;
  const next = advance(known, state, place, Date.now());
  const [before, told] = [known.samples.at(-1)?.serving, isOlder(state, known) ? undefined : state.serving];
  if (before !== undefined && told !== undefined) {
    counts.compared += 1;
    if (told > before) counts.nearer += 1;
    if (told < before || (next.least ?? 0) > (known.least ?? 0)) counts.grown += 1;
  }
  poller.known = next;
}
