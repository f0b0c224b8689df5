import { Dropped } from "./dropped";
import { type Hold, type HoldInput, matcher } from "./hold";

const holdsMax = 100;
const callsMax = 2_000;
const shownMax = 4_000;

export type Call = { at: number; call: string };

/** What one call meets on its way. Both throw Dropped when the caller is to hear nothing. */
export type Passage = { before: () => Promise<void>; after: () => Promise<void> };

/** Where a test stops the world at one named call of this part, to kill a process or lose an answer there. */
export class HoldPoints {
  private holds: Hold[] = [];
  private calls: Call[] | undefined;
  private nextId = 1;
  private isWatched = false;

  /** Whether anybody looks: while nobody does, a call costs this look and nothing else. */
  get watched(): boolean {
    return this.isWatched;
  }

  /** Does the work past the hold points; what the call is called is only asked for when somebody looks. */
  pass<Value>(callOf: () => string, work: () => Promise<Value>): Promise<Value> {
    return this.isWatched ? this.passWatched(callOf(), work) : work();
  }

  /** The call has come: it is noted and counted, and the holds it reaches are its own. */
  meet(call: string): Passage {
    if (this.calls && this.calls.length < callsMax) this.calls.push({ at: Date.now(), call: call.slice(0, shownMax) });
    const reached = this.holds.filter((hold) => isOpen(hold) && hold.matches(call) && ++hold.seen === hold.nth);
    this.look();
    const at = (when: Hold["when"]) => async () => {
      for (const hold of reached) if (hold.when === when) await stop(hold, call);
    };
    return { before: at("before"), after: at("after") };
  }

  /** Undefined when there are too many already. */
  add(input: HoldInput): Hold | undefined {
    const live = this.holds.filter(({ state }) => state !== "released");
    if (live.length >= holdsMax) return undefined;
    const hold: Hold = {
      ...input,
      id: `hold_${this.nextId++}`,
      matches: matcher(input.match),
      state: "waiting",
      seen: 0,
    };
    const released = this.holds.filter(({ state }) => state === "released");
    this.holds = [...released.slice(-holdsMax), ...live, hold];
    this.look();
    return hold;
  }

  /** Lets go of one, or of everything that is held; one that waits is called off. */
  release(id: string | undefined, dropAnswer: boolean): Hold[] {
    const wanted = this.holds.filter((hold) => (id === undefined ? hold.state === "holding" : hold.id === id));
    for (const hold of wanted) {
      if (hold.state === "waiting") hold.state = "released";
      hold.letGo?.(dropAnswer);
    }
    this.look();
    return wanted;
  }

  clear(): void {
    for (const hold of this.holds) this.release(hold.id, false);
    this.holds = [];
  }

  all(): readonly Hold[] {
    return this.holds;
  }

  /** From now on calls are noted, the first 2,000 of them. */
  record(wanted: boolean): void {
    this.calls = wanted ? [] : undefined;
    this.look();
  }

  recorded(): readonly Call[] {
    return this.calls ?? [];
  }

  private async passWatched<Value>(call: string, work: () => Promise<Value>): Promise<Value> {
    const passage = this.meet(call);
    await passage.before();
    try {
      return await work();
    } finally {
      await passage.after();
    }
  }

  private look(): void {
    this.isWatched = this.calls !== undefined || this.holds.some(isOpen);
  }
}

const isOpen = ({ state, seen, nth }: Hold) => state === "waiting" && seen < nth;

/** Until somebody lets it go, at the longest for its time. One that was called off meanwhile stops nobody. */
async function stop(hold: Hold, call: string): Promise<void> {
  if (hold.state === "released") return;
  hold.call = call.slice(0, shownMax);
  hold.state = "holding";
  const isDropped = hold.dropAnswer || (await held(hold));
  hold.state = "released";
  if (isDropped) throw new Dropped();
}

function held(hold: Hold): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), hold.forMs);
    hold.letGo = (dropAnswer) => {
      clearTimeout(timer);
      resolve(dropAnswer);
    };
  });
}
