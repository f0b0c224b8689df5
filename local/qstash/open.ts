import { HoldPoints } from "@/local/hold-points/hold-points";
import type { Config } from "./config";
import type { Context } from "./context";
import { openDispatcher } from "./dispatch";
import { openFlowGate } from "./flow-control";
import { openLanes } from "./lanes";
import { isPending } from "./model";
import { openScheduler } from "./scheduler";
import { keysChange } from "./signing-keys";
import { openStore } from "./store";

/** QStash with what an earlier process left in the folder, delivering. */
export function openQStash(config: Config): Context {
  const scale = config.QSTASH_TIME_SCALE;
  const store = openStore(config.STATE_DIR);
  store.commit(keysChange(store, config));
  const lanes = openLanes(store);
  const flows = openFlowGate(store, scale);
  const points = new HoldPoints();
  const dispatcher = openDispatcher({ store, lanes, flows, points, scale });
  const scheduler = openScheduler({ store, dispatcher, scale });
  const context = { config, store, lanes, flows, dispatcher, scheduler, points };
  resume(context);
  return context;
}

/** An attempt the earlier process did not settle is made again. */
function resume({ store, dispatcher, scheduler }: Context) {
  const interrupted = [...store.messages.values()].filter(({ state }) => state === "ACTIVE");
  store.commit(
    interrupted.map((message) => [
      "messages",
      message.id,
      { ...message, state: message.retried > 0 ? "RETRY" : "CREATED" },
    ]),
  );
  const pending = [...store.messages.values()].filter(isPending);
  // A callback keeps a place in its queue, so it comes before those who wait for the place.
  const rank = (callbackOf: string | undefined) => (callbackOf === undefined ? 1 : 0);
  pending.sort((a, b) => rank(a.callbackOf) - rank(b.callbackOf) || a.seq - b.seq);
  dispatcher.add(pending);
  scheduler.look();
}

export async function closeQStash({ store, dispatcher, scheduler }: Context) {
  scheduler.stop();
  await dispatcher.drain();
  store.close();
}
