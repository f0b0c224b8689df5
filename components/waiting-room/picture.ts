import type { StateDocument } from "@/lib/waiting-room/state-document";
import { codeOf } from "./code-of";
import { mayEnterCode } from "./panel";
import { expected, started } from "./progress";
import type { Shown } from "./show";
import { opensInMs, panelNow, type Visit } from "./visit";
import { clockParts, filled, type Words, waitWords } from "./words";

const inLine = new Set(["line", "called"]);

const messageOf = (room: StateDocument | undefined, locale: string) =>
  (locale.startsWith("ar") && room?.message?.ar) || (room?.message?.en ?? "");

/** What a page shows of a visit, in its words. */
export function pictureOf(visit: Visit, words: Words, isFailing: boolean): Shown {
  const { room, place, until, challenge, isUnsolved } = visit;
  const panel = panelNow(visit);
  const number = new Intl.NumberFormat(words.locale);
  const progress = place?.progress ?? started;
  const { least = 0, most = 0, place: own } = progress;
  const types = room?.ticketTypesLeft ?? [];
  const leftWords = (left: number) => (left > 0 ? filled(words.left, { count: number.format(left) }) : words.soldOut);
  const updated = room && new Intl.DateTimeFormat(words.locale, { timeStyle: "medium" }).format(new Date(room.at));
  return {
    panel,
    mode: room?.mode ?? "line",
    share: most > 0 ? 1 - least / most : 0,
    flags: {
      paused: room?.paused === true && inLine.has(panel),
      allHeld: room?.allHeld === true && inLine.has(panel),
      offline: isFailing && room !== undefined && !isUnsolved,
      busy: isFailing && room === undefined,
      message: messageOf(room, words.locale) !== "",
      left: panel !== "soldOut",
      code: place !== undefined,
      again: visit.again !== "refused" && room?.phase === "line" && !room.soldOut,
      refused: visit.again === "refused",
      lane: place?.lane !== undefined && panel !== "gone",
      mayEnterCode: !place?.lane && mayEnterCode(panel) && Object.keys(visit.told?.lanes ?? {}).length > 0,
      codeRefused: visit.isCodeRefused,
      work: challenge?.kind === "altcha",
      widget: challenge?.kind === "turnstile",
      unsolved: challenge?.kind === "turnstile" && isUnsolved,
    },
    fills: {
      standing: least === 1 ? words.next : words.inLine,
      ahead: least === 1 ? words.nobody : number.format(least),
      place: own === undefined ? "–" : number.format(own),
      number: place ? number.format(place.number) : "–",
      wait: waitWords(words, room && expected(progress, room.ratePerMinute), room?.paused === true),
      lane: place?.lane ? words.lanes[place.lane] : "",
      code: place ? codeOf(place.ticket) : "",
      message: messageOf(room, words.locale),
      updated: updated ? filled(words.updated, { time: updated }) : "",
      ...clockParts(until === undefined ? opensInMs(visit) : until - Date.now()),
      ...Object.fromEntries(types.map(({ id, left }) => [`left-${id}`, leftWords(left)])),
    },
  };
}
