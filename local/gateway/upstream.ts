import type { Redis } from "ioredis";
import type { Command, Reply } from "./command";

/** Redis gave no answer. The commands may or may not have run. */
export class Unavailable extends Error {
  override name = "Unavailable";
}

/** What stands behind the gateway, shared by every caller. */
export type Upstream = {
  readonly ready: boolean;
  /** In order; each command has its own reply or error. Throws Unavailable when nothing answers at all. */
  run: (commands: Command[]) => Promise<Reply[]>;
  /** Between MULTI and EXEC, with nothing in between: a reply to each of them. */
  transact: (commands: Command[]) => Promise<Reply[]>;
  /** A connection of its own, which ends when its Redis does: a subscriber must notice that it missed something. */
  subscriber: () => Redis;
  close: () => void;
};
