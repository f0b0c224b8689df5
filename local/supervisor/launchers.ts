import { commandOf, findProcess, isAlive, type Process } from "./processes";

const stepsMax = 8;
const checkMs = 500;

/** Calls back when the npm, shell or tsx that started us is gone: a kill -9 of theirs sends us nothing. */
export function watchLaunchers(gone: (name: string) => void) {
  const launchers = findLaunchers();
  const check = setInterval(() => {
    const lost = launchers.find((launcher) => !isAlive(launcher.process));
    if (!lost) return;
    clearInterval(check);
    gone(lost.command);
  }, checkMs);
  check.unref();
}

type Launcher = { process: Process; command: string };

// Upwards to the package manager and no further: whoever started that may leave us running.
function findLaunchers(): Launcher[] {
  const found: Launcher[] = [];
  let pid = process.ppid;
  for (let step = 0; step < stepsMax && pid > 1; step += 1) {
    const parent = findProcess(pid);
    const command = commandOf(pid);
    if (!parent || !isLauncher(command)) break;
    found.push({ process: parent, command });
    if (isPackageManager(command)) break;
    pid = parent.parent;
  }
  return found;
}

const isPackageManager = (command: string) => /(^|[/\s])(npm|npx|pnpm|yarn|bun)(-cli\.js)?(\s|$)/.test(command);

const isLauncher = (command: string) =>
  isPackageManager(command) ||
  (process.env.npm_lifecycle_event !== undefined && /^(\S*\/)?(ba|da)?sh -c /.test(command)) ||
  /\btsx\b/.test(command);
