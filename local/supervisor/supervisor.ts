import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { script } from "../project";
import { endGroups } from "./end-groups";
import { Log } from "./log";
import { describeExit, type Exit, Part, type PartSpec } from "./part";
import { isGroupAlive, signalGroup } from "./processes";
import type { Notice } from "./reaper";

/** Why everything stops. */
export type Ending =
  | { kind: "done" }
  | { kind: "asked"; how: string }
  | { kind: "crash"; part: string; exit: Exit; log?: Log }
  | { kind: "failed"; problem: unknown };

type Place = { id: string; stateDir: string; stackFile: string; lockFile: string };

const pollMs = 50;
const usualAttemptMs = 5_000;

/** Starts parts, watches them, and stops all of them when one ends or when asked. A reaper does the same should we be killed. */
export class Supervisor {
  readonly place: Place;
  readonly ended: Promise<Ending>;
  #settle: (ending: Ending) => void = () => {};
  #ending: Ending | undefined;
  #parts: Part[] = [];
  #reaper: ChildProcess;

  constructor(place: Place) {
    this.place = place;
    this.ended = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const [node, ...words] = script("local/supervisor/reaper.ts");
    this.#reaper = spawn(node, [...words, place.id, place.stateDir, place.stackFile, place.lockFile], {
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      // Not to be taken for a stray of a supervisor above us, which may sweep while this one still works.
      env: { ...process.env, HOLDFAST_STACK_ID: "" },
    });
    this.#reaper.stdin?.on("error", () => {});
    this.#reaper.once("error", (problem) => this.end({ kind: "failed", problem }));
    this.#reaper.once("exit", (code, signal) => this.end({ kind: "crash", part: "reaper", exit: { code, signal } }));
  }

  get reaperPid(): number {
    return this.#reaper.pid ?? 0;
  }

  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  /** The first reason counts. */
  end(ending: Ending) {
    if (this.#ending) return;
    this.#ending = ending;
    this.#settle(ending);
  }

  /** Starts a part that must run until everything stops. */
  start(spec: PartSpec): Part {
    const part = this.#launch(spec);
    void part.exited.then((exit) => this.end({ kind: "crash", part: part.name, exit, log: part.log }));
    return part;
  }

  /** Starts a part that may end without everything else; whoever borrows it ends it and starts it again. */
  lend(spec: PartSpec): Part {
    const part = this.#launch(spec);
    void part.exited.then(() => this.#forget(part));
    return part;
  }

  /** Runs a program that ends by itself; throws with its last words unless it ends well. */
  async run(spec: PartSpec, limitMs: number): Promise<void> {
    const part = this.#launch(spec);
    const exit = await this.#exitOf(part, limitMs);
    if (exit?.code === 0) return;
    const how = exit ? describeExit(exit) : `not done after ${limitMs / 1_000} s`;
    throw new Error(`${spec.name}: ${how}\n${part.log.lastLines(25)}`);
  }

  /** The same for a program whose outcome is its exit code. */
  async exitCode(spec: PartSpec, limitMs: number): Promise<number> {
    return (await this.#exitOf(this.#launch(spec), limitMs))?.code ?? 1;
  }

  /** Asks again and again until the answer is yes, the time is over, or everything stops. */
  async ready(what: string, check: () => Promise<boolean>, limitMs: number, attemptMs = usualAttemptMs): Promise<void> {
    const end = Date.now() + limitMs;
    let last = "no answer";
    while (Date.now() < end) {
      this.#stillRunning();
      const answer = await within(check(), attemptMs).catch((problem: unknown) => {
        last = problem instanceof Error ? problem.message : String(problem);
        return false;
      });
      if (answer) return;
      await sleep(pollMs);
    }
    throw new Error(`${what} is not ready after ${limitMs / 1_000} s: ${last}`);
  }

  /** The stores stop last. Returns when no process is left and the stack's files are gone. */
  async stop(): Promise<void> {
    this.end({ kind: "done" });
    rmSync(this.place.stackFile, { force: true });
    const stores = this.#parts.filter(({ name }) => /^(postgres|redis(-\d)?)$/.test(name));
    await endGroups(membersOf(this.#parts.filter((part) => !stores.includes(part))));
    await endGroups(membersOf(stores));
    this.#reaper.stdin?.end();
    if (this.#reaper.pid && this.#reaper.exitCode === null && this.#reaper.signalCode === null) {
      await Promise.race([once(this.#reaper, "exit"), sleep(15_000)]);
    }
    rmSync(this.place.lockFile, { force: true });
  }

  #launch(spec: PartSpec): Part {
    this.#stillRunning();
    const env = { ...spec.env, HOLDFAST_STACK_ID: this.place.id };
    const part = new Part({ ...spec, env }, new Log(join(this.place.stateDir, "logs", `${spec.name}.log`)));
    this.#parts.push(part);
    if (part.member) this.#tell({ watch: part.member });
    return part;
  }

  async #exitOf(part: Part, limitMs: number): Promise<Exit | undefined> {
    const exit = await within(part.exited, limitMs).catch(() => undefined);
    this.#forget(part);
    this.#stillRunning();
    return exit;
  }

  #forget(part: Part) {
    if (isGroupAlive(part.pid)) signalGroup(part.pid, "SIGKILL");
    this.#parts = this.#parts.filter((other) => other !== part);
    this.#tell({ forget: part.pid });
  }

  #tell(notice: Notice) {
    this.#reaper.stdin?.write(`${JSON.stringify(notice)}\n`);
  }

  #stillRunning() {
    if (this.#ending) throw new Error("The platform is stopping.");
  }
}

const membersOf = (parts: readonly Part[]) => parts.flatMap(({ member }) => member ?? []);

async function within<Value>(promise: Promise<Value>, limitMs: number): Promise<Value> {
  const clock = new AbortController();
  const late = sleep(limitMs, undefined, { signal: clock.signal }).then(() => {
    throw new Error(`no answer within ${limitMs} ms`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    clock.abort();
  }
}
