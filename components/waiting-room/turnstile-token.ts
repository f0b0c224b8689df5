type Options = {
  sitekey: string;
  action: string;
  cData: string;
  language: string;
  size: "normal" | "compact";
  retry: "never";
  callback: (token: string) => void;
} & Record<"error-callback" | "expired-callback" | "timeout-callback" | "unsupported-callback", () => true>;
type Turnstile = {
  render: (place: HTMLElement, options: Options) => string | undefined;
  remove: (widget: string) => void;
};

declare global {
  interface Window {
    turnstile?: Turnstile;
  }
}

// Cloudflare wants it from this very address: https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
const source = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";
const loadMsMax = 20_000;
/** As long as a token is good for: whoever has not begun by then is asked anew. */
const solveMsMax = 300_000;
const widgetWidth = 300;

function load(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error("Turnstile did not load"));
    };
    document.head.append(script);
  });
}

async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Turnstile took too long")), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What Turnstile's widget says of this visit; it may ask for a click first. Throws where it does not come or gives up. */
export async function turnstileToken(asked: { siteKey: string; action: string; cData: string }): Promise<string> {
  if (!window.turnstile) await within(loadMsMax, load());
  const { turnstile } = window;
  const place = document.querySelector<HTMLElement>("[data-check]");
  if (!turnstile || !place) throw new Error("Turnstile has no place");
  let widget: string | undefined;
  const token = new Promise<string>((resolve, reject) => {
    const fail = () => {
      reject(new Error("Turnstile gave no token"));
      // Or it would tell the console, too.
      return true as const;
    };
    widget = turnstile.render(place, {
      ...{ sitekey: asked.siteKey, action: asked.action, cData: asked.cData, callback: resolve },
      ...{ "error-callback": fail, "expired-callback": fail, "timeout-callback": fail, "unsupported-callback": fail },
      language: document.documentElement.lang,
      size: (place.parentElement?.clientWidth ?? widgetWidth) < widgetWidth ? "compact" : "normal",
      // The page says that it failed, and asks again.
      retry: "never",
    });
    if (!widget) fail();
  });
  return within(solveMsMax, token).finally(() => widget && turnstile.remove(widget));
}
