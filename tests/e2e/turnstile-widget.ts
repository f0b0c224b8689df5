import type { Page, Route } from "@playwright/test";
import type { aTurnstile } from "../fixtures/turnstile";

/** `asks`: for a click. `errs`: calls back with an error, as often as it is drawn. `blocked`: its script does not come. */
export type Manner = "asks" | "errs" | "blocked";
type Turnstile = Awaited<ReturnType<typeof aTurnstile>>;

const origin = "https://challenges.cloudflare.com";

/**
 * What the page of a site may ask of `api.js`, as its reference documents explicit rendering: a widget is a frame of
 * Cloudflare's inside the container, which reports to the script by message. Bad parameters throw, an error that no
 * callback takes is the page's, and an expired or removed widget calls nobody.
 * https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/widget-configurations/
 */
function script() {
  const widgets = new Map<string, { frame: HTMLIFrameElement; options: Record<string, unknown> }>();
  const must = (isRight: boolean, what: string) => {
    if (!isRight) throw new Error(`[Cloudflare Turnstile] Invalid ${what}.`);
  };
  const isOneOf = (value: unknown, ...known: string[]) => value === undefined || known.includes(String(value));
  let count = 0;
  window.addEventListener("message", ({ source, data, origin: from }) => {
    if (from !== "https://challenges.cloudflare.com") return;
    const widget = [...widgets.values()].find(({ frame }) => frame.contentWindow === source);
    if (!widget) return;
    const call = (name: string, ...words: unknown[]) => {
      const callback = widget.options[name];
      return typeof callback === "function" ? callback(...words) : undefined;
    };
    if (data.event === "complete") call("callback", data.token);
    if (data.event === "fail" && !call("error-callback", data.code)) {
      reportError(new Error(`[Cloudflare Turnstile] Error: ${data.code}.`));
    }
  });
  const turnstile = {
    render: (place: HTMLElement, options: Record<string, unknown>) => {
      must(place instanceof HTMLElement, "type for parameter container");
      must(typeof options.sitekey === "string" && options.sitekey !== "", 'input for parameter "sitekey"');
      must(/^[\w-]{0,32}$/.test(String(options.action ?? "")), 'input for parameter "action"');
      must(/^[\w-]{0,255}$/.test(String(options.cData ?? "")), 'input for parameter "cData"');
      must(isOneOf(options.size, "normal", "compact", "flexible"), 'value for parameter "size"');
      must(isOneOf(options.retry, "auto", "never"), 'value for parameter "retry"');
      must(isOneOf(options.theme, "auto", "light", "dark"), 'value for parameter "theme"');
      count += 1;
      const id = `cf-chl-widget-${count}`;
      const frame = document.createElement("iframe");
      const isCompact = options.size === "compact";
      frame.width = isCompact ? "150" : "300";
      frame.height = isCompact ? "140" : "65";
      frame.style.border = "none";
      frame.title = "Widget containing a Cloudflare security challenge";
      const asked = ["sitekey", "action", "cData"].map((name) => [name, String(options[name] ?? "")]);
      frame.src = `https://challenges.cloudflare.com/widget?${new URLSearchParams(asked)}`;
      place.append(frame);
      widgets.set(id, { frame, options });
      return id;
    },
    remove: (id: string) => {
      widgets.get(id)?.frame.remove();
      widgets.delete(id);
    },
  };
  Object.assign(window, { turnstile });
}

const widgetPage = (manner: Manner) => `<!doctype html><meta name="color-scheme" content="light dark">
<style>body{margin:0;font:14px sans-serif;border:1px solid #999;height:63px;display:flex;align-items:center;padding:0 12px}</style>
<label><input type="checkbox"> Verify you are human</label>
<script>
  const tell = (message) => parent.postMessage(message, "*");
  const box = document.querySelector("input");
  if (${manner === "errs"}) tell({ event: "fail", code: "300030" });
  box.onchange = async () => tell({ event: "complete", token: await (await fetch("/solve" + location.search)).text() });
</script>`;

/** Cloudflare's side of a page, with what it says of the page's visits; `manner` may change meanwhile. */
export async function serveTurnstile(page: Page, turnstile: Turnstile, siteKey: string) {
  const state = { manner: "asks" as Manner };
  const answer = async (route: Route) => {
    const { pathname, search, searchParams } = new URL(route.request().url());
    const document = (contentType: string, body: string) => route.fulfill({ contentType, body });
    if (pathname === "/turnstile/v0/api.js" && search === "?render=explicit") {
      if (state.manner === "blocked") return route.abort("blockedbyclient");
      return document("text/javascript", `(${script})()`);
    }
    if (pathname === "/widget") return document("text/html", widgetPage(state.manner));
    const [action = "", cData = ""] = ["action", "cData"].map((name) => searchParams.get(name) ?? "");
    if (pathname === "/solve" && searchParams.get("sitekey") === siteKey) {
      return document("text/plain", turnstile.solve({ action, cData }));
    }
    return route.fulfill({ status: 404 });
  };
  await page.route(`${origin}/**`, answer);
  return state;
}
