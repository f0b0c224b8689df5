const second = 1000;
const minute = 60 * second;

/** Every duration the promises depend on, in ms unless the name says otherwise. */
export const durations = {
  /** Longest wait for one answer, by dependency. */
  redisTimeoutMs: 2 * second,
  postgresTimeoutMs: 5 * second,
  stripeTimeoutMs: 10 * second,
  queueTimeoutMs: 3 * second,
  mailTimeoutMs: 10 * second,
  beaconTimeoutMs: 3 * second,
  /** From the closing of a draw to its round of the beacon, and how long before that its root must be stored. */
  drawPauseMs: 10 * second,
  drawDelayMs: 5 * second,
  /** How long before its closing it is worth asking the store for the time: clocks differ by less. */
  drawAskedBeforeMs: 5 * second,
  /** How long after a loss of its store a draw waits for tickets that are brought again: all who look have by then. */
  drawGatheredMs: 90 * second,
  /** A draw that is not open so long after its round was due raises an alarm. */
  drawAlarmMs: 2 * minute,
  /** How old what is told of a draw may be. */
  drawKeptMs: second,
  /** A `paying` hold older than this is looked at by the sweeper. */
  payingCheckedAfterMs: minute,
  /** A refund that is pending for longer is asked about again. */
  refundCheckedAfterMs: minute,
  /** An undecided payment older than this raises an alarm. */
  undecidedAlarmMs: 15 * minute,
  /** A message or mail that waits for longer raises an alarm. */
  tellLateMs: 5 * minute,
  /** A pause that nobody ends is over after this: longer than a change of an event may wait for its turn. */
  pauseMs: 15 * second,
  /** Two readings of the stock this far apart must agree before the auditor repairs anything. */
  auditApartMs: 50 * second,
  /** What the second reading found is repaired within this, or not at all. */
  mendWithinMs: 10 * second,
  /** What the reconciler goes through again and again: the newest payments, and all that may still hold money. */
  paymentsRecentMs: 30 * minute,
  paymentsKeptMs: 8 * 24 * 60 * minute,
  /** How long a job of each minute works, and when another may believe that it has died. */
  minuteJobMs: 40 * second,
  minuteLeaseMs: 55 * second,
  /** A publisher's lease on an outbox row; past it another may publish the row again. */
  outboxLeaseMs: 30 * second,
  /** A message is published again when its job has not run by then: longer than the queue tries. */
  unansweredMs: 3 * minute,
  /** The same for old ones, and how old the oldest may be. */
  unansweredMostMs: 30 * minute,
  unansweredForMs: 3 * 24 * 60 * minute,
  /** How long Redis remembers that a return was given back. */
  returnsRememberedMs: 7 * 24 * 60 * minute,
  /** A rebuild of an event's inventory that takes longer has died. */
  rebuildMs: 15 * second,
  /** How long a request waits for somebody else's rebuild, and how often it looks. */
  rebuildAwaitedMs: 3 * second,
  rebuildPollMs: 50,
  /** How long Redis remembers that an event is not published. */
  closedRememberedMs: 10 * second,
  /** Holds that a fan gives back are counted this long. */
  releasesCountedMs: minute,
  /** A cache that has not answered by then is passed by. */
  cacheTimeoutMs: 500,
  /** A rate limit that is not counted by then is decided without its count. */
  rateLimitTimeoutMs: 300,
  /** How long organizer answers are remembered per Idempotency-Key. */
  idempotencyMs: 24 * 60 * minute,
  signInLinkSeconds: 600,
  /** How long caches keep an event's document, and a process its own copy. */
  eventKeptMs: minute,
  eventKeptNearMs: second,
  sessionKeptMs: 5 * minute,
  /** How long a process offers the same cities and kinds to search for. */
  choicesKeptMs: 30 * second,
  /** How old a gate document may be, at the edge and in handlers. */
  gatesKeptMs: 2 * second,
  availabilityKeptMs: second,
  /** How old the figures of a live sales page may be: units, then money, then minutes that are over. */
  salesKeptMs: second,
  salesTotalsKeptMs: 2 * second,
  salesHourKeptMs: 30 * second,
  /** Two numbers of the law of calling: see waiting-room/scripts/tick.lua. */
  callLeadMs: 8 * second,
  callWindowMs: 20 * second,
  /** A pass lasts this long from each renewal, and a session at most so long without a hold. */
  passMs: 3 * minute,
  sessionMs: 15 * minute,
  /** A session with a hold lasts this long past its end and a payment that began then. */
  sessionAfterPaymentMs: 2 * minute,
  /** How long past its event a room is known to the gate and kept in Redis. */
  roomAfterEventMs: 7 * 24 * 60 * minute,
  /** How often Postgres hears how far a hot room has gone; a recovery leaves out as many numbers as this time may have given. */
  roomSavedMs: 5 * second,
  roomGapMs: 5 * second,
  /** How old the state of a room may be. */
  roomKeptMs: second,
  /** How old the report of how a room went may be, beyond what is saved. */
  reportKeptMs: 5 * second,
  /** How long a process that hears nothing new says that all is sold. */
  soldOutKeptMs: 5 * second,
  /** How long a challenge may be solved, and how long Turnstile may take to judge a token. */
  challengeMs: 5 * minute,
  challengeTimeoutMs: 3 * second,
  /** How long a process challenges a network again without asking the store whether it still has to. */
  challengeFlagMs: minute,
  /** How often who waits asks for the state, near their turn and far from it. */
  pollFloorMs: 2 * second,
  pollCeilMs: minute,
  /** A check of `/ready` that takes longer has failed. */
  readyTimeoutMs: second,
};
