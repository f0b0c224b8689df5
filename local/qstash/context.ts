import type { HoldPoints } from "@/local/hold-points/hold-points";
import type { Config } from "./config";
import type { Dispatcher } from "./dispatch";
import type { FlowGate } from "./flow-control";
import type { Lanes } from "./lanes";
import type { Scheduler } from "./scheduler";
import type { Store } from "./store";

/** What every route may use. */
export type Context = {
  config: Config;
  store: Store;
  lanes: Lanes;
  flows: FlowGate;
  dispatcher: Dispatcher;
  scheduler: Scheduler;
  points: HoldPoints;
};

export const clockOf = ({ config }: Context) => ({ now: Date.now(), scale: config.QSTASH_TIME_SCALE });
