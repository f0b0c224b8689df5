import { pickQuery, takeAlong } from "@/lib/core/pick-query";
import { keptPlace } from "./kept-place";
import type { Panel } from "./panel";
import { pictureOf } from "./picture";
import { askAfterFailureMs } from "./poll";
import { show } from "./show";
import { goOn, Later, renew, type Visit, wantAgain } from "./visit";
import { filled, type Words } from "./words";

export type Room = {
  slug: string;
  /** Where those who were let in go on, in the page's language. */
  inPath: string;
  words: Words;
};

const announcedEveryMs = 60_000;
const shownEveryMs = 1000;

/** Whoever comes back from signing in shows their ticket again: their account may have the better place. */
const asksAnew = () => new URLSearchParams(location.search).has("again");

/** Says where one stands: each new panel at once, how many are ahead once a minute. */
function announcer(root: HTMLElement, words: Words) {
  let said: { panel: Panel; at: number } = { panel: "joining", at: 0 };
  return (panel: Panel, ahead: string) => {
    const isDue = panel === "line" && Date.now() - said.at >= announcedEveryMs;
    if (panel === said.panel && !isDue) return;
    said = { panel, at: Date.now() };
    const shown = root.querySelector(`[data-panel="${panel}"]`);
    const title = shown?.querySelector("h2")?.textContent ?? "";
    const status = root.querySelector("[data-say]");
    const counts = panel === "line" && ahead !== words.nobody;
    if (status) status.textContent = counts ? `${title}. ${filled(words.ahead, { count: ahead })}` : title;
    // Seen in the row of tabs, where most of the waiting is done.
    document.title = title;
    // Whoever was doing nothing else finds the way in under their keys.
    if (document.activeElement === document.body) shown?.querySelector<HTMLElement>("[data-way]")?.focus();
  };
}

/** What fans had chosen on their way here they find again, by whichever link they go on. Once for each link. */
function markWays(chosen: string) {
  for (const link of document.querySelectorAll("a[data-along]")) {
    link.setAttribute("href", takeAlong(link.getAttribute("href") ?? "", chosen));
    link.removeAttribute("data-along");
  }
}

/** Keeps a waiting page up to date until it is told to stop. It rests while the page is hidden. */
export function wait(root: HTMLElement, { slug, inPath, words }: Room): () => void {
  const visit: Visit = {
    ...{
      slug,
      told: undefined,
      room: undefined,
      isCodeRefused: false,
      skewMs: 0,
      until: undefined,
      ended: undefined,
      isOpen: false,
    },
    place: keptPlace(slug),
    code: new URLSearchParams(location.search).get("code") ?? undefined,
    bringAt: asksAnew() ? 0 : undefined,
    ...{ challenge: undefined, isUnsolved: false, again: undefined },
  };
  const announce = announcer(root, words);
  const chosen = pickQuery(new URLSearchParams(location.search));
  markWays(chosen);
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isUnderway = false;

  function draw() {
    const picture = pictureOf(visit, words, failures > 0);
    show(root, picture);
    announce(picture.panel, picture.fills.ahead ?? "");
  }

  async function step() {
    clearTimeout(timer);
    if (isUnderway || document.hidden || stop.signal.aborted) return;
    isUnderway = true;
    let nextMs: number | undefined;
    try {
      nextMs = await goOn(visit);
      // Typed while this round was under way: it has not been sent yet.
      if (visit.code) nextMs = 0;
      failures = 0;
    } catch (problem) {
      const retryAfterSeconds = problem instanceof Later ? problem.retryAfterSeconds : 0;
      nextMs = askAfterFailureMs(failures, retryAfterSeconds, Math.random());
      failures += 1;
    }
    isUnderway = false;
    if (stop.signal.aborted) return;
    if (visit.isOpen) return location.replace(inPath + chosen);
    draw();
    if (nextMs !== undefined) timer = setTimeout(step, nextMs);
  }

  function enterCode(event: Event) {
    event.preventDefault();
    const form = event.target instanceof HTMLFormElement ? new FormData(event.target) : undefined;
    visit.code = String(form?.get("code") ?? "").trim() || undefined;
    void step();
  }

  async function press({ target }: Event) {
    const pressed = target instanceof Element ? target.closest<HTMLElement>("[data-press]")?.dataset.press : undefined;
    if (pressed === "back") {
      visit.until = undefined;
      await step();
    }
    if (pressed === "again") {
      wantAgain(visit);
      draw();
      await step();
    }
    if (pressed === "solve") {
      visit.isUnsolved = false;
      draw();
      await step();
    }
    if (pressed === "more" && (await renew(visit))) {
      draw();
      const status = root.querySelector("[data-say]");
      if (status) status.textContent = words.extended;
    }
  }

  const onVisible = () => visit.until === undefined && step();
  const { signal } = stop;
  document.addEventListener("visibilitychange", onVisible, { signal });
  for (const change of ["online", "offline"]) window.addEventListener(change, onVisible, { signal });
  root.addEventListener("click", press, { signal });
  root.addEventListener("submit", enterCode, { signal });
  const clock = setInterval(() => visit.room && draw(), shownEveryMs);
  void step();
  return () => {
    stop.abort();
    clearTimeout(timer);
    clearInterval(clock);
  };
}
