const stepMs = 50;

/** What is to happen when, on a clock of its own; in order of time, in steps of 50 ms. */
export class Agenda {
  readonly #steps = new Map<number, (() => Promise<void>)[]>();
  #step = 0;

  get nowMs() {
    return this.#step * stepMs;
  }

  after(ms: number, work: () => Promise<void>) {
    const step = this.#step + Math.max(1, Math.round(ms / stepMs));
    const others = this.#steps.get(step);
    if (others) others.push(work);
    else this.#steps.set(step, [work]);
  }

  /** Until then, telling the time before anything happens at it. */
  async run(untilMs: number, tell: (nowMs: number) => Promise<void>) {
    for (; this.nowMs <= untilMs; this.#step += 1) {
      const due = this.#steps.get(this.#step);
      if (!due) continue;
      this.#steps.delete(this.#step);
      await tell(this.nowMs);
      for (const work of due) await work();
    }
  }
}
