import { planAccept } from "./accept";
import { nextCron } from "./cron";
import type { Dispatcher } from "./dispatch";
import type { Schedule } from "./model";
import type { Store } from "./store";
import { wakeAt } from "./wake";

/** Past every clock, and a number JSON can carry. */
const never = Number.MAX_SAFE_INTEGER;

const stepsMax = 100;

export type Scheduler = { look: () => void; stop: () => void };

type Parts = { store: Store; dispatcher: Dispatcher; scale: number };

/** Turns schedules that are due into messages: the message and the schedule's next time are one commit. */
export function openScheduler({ store, dispatcher, scale }: Parts): Scheduler {
  const alarm = wakeAt(() => look());

  const look = () => {
    alarm.clear();
    const now = Date.now();
    for (const schedule of store.schedules.values()) {
      const dueAt = schedule.dueAt <= now ? fire(schedule, now) : schedule.dueAt;
      alarm.at(dueAt);
    }
  };

  /** A pause does not save triggers up: one that passes meanwhile is ignored. */
  const fire = (schedule: Schedule, now: number): number => {
    const isPaused = schedule.paused || store.switches.get("only")?.schedulesPaused;
    const plan = isPaused ? undefined : planAccept(store, [draftOf(schedule)], { now, scale });
    const next: Schedule = { ...schedule, ...followingTime(schedule, now, scale) };
    if (plan?.ok) Object.assign(next, { lastAt: now, lastMessageId: plan.value.accepted[0]?.messageId });
    store.commit([["schedules", schedule.id, next], ...(plan?.ok ? plan.value.changes : [])]);
    if (plan?.ok) dispatcher.add(plan.value.messages);
    return next.dueAt;
  };

  return { look, stop: alarm.clear };
}

const draftOf = ({ id, url, published, body, callerIp, queue }: Schedule) => ({
  url,
  headers: published,
  body: Buffer.from(body, "base64"),
  callerIp,
  queue,
  scheduleId: id,
});

/**
 * With scaled time the cron's clock runs ahead: each step counts from the step before, shortened. Triggers missed by a
 * busy machine or a short stop are skipped; after a long one the cron starts afresh.
 */
function followingTime({ cron, dueAt, cronAt }: Schedule, now: number, scale: number) {
  let step = { dueAt, cronAt };
  for (let count = 0; count < stepsMax; count++) {
    const next = nextCron(cron, step.cronAt) ?? never;
    step = { cronAt: next, dueAt: Math.round(step.dueAt + (next - step.cronAt) * scale) };
    if (step.dueAt > now) return step;
  }
  return firstTime(cron, now, scale);
}

/** The first time from now on. */
export function firstTime(cron: string, now: number, scale: number) {
  const cronAt = nextCron(cron, now) ?? never;
  return { cronAt, dueAt: Math.round(now + (cronAt - now) * scale) };
}
