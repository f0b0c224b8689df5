type Options = {
  sitekey: string;
  action: string;
  cData: string;
  language: string;
  callback: (token: string) => void;
} & Record<"error-callback" | "expired-callback" | "timeout-callback", () => void>;

declare global {
  interface Window {
    turnstile?: { render: (place: HTMLElement, options: Options) => unknown };
  }
}

// Cloudflare wants it from this very address: https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/
const source = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

function loaded(): Promise<unknown> {
  if (window.turnstile) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = () => reject(new Error("Turnstile did not load"));
    document.head.append(script);
  });
}

/** What Turnstile's widget says of this visit; it may ask for a click first. Throws where it does not come or gives up. */
export async function turnstileToken(asked: { siteKey: string; action: string; cData: string }): Promise<string> {
  await loaded();
  const place = document.querySelector<HTMLElement>("[data-check]");
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error("Turnstile gave no token"));
    if (!place || !window.turnstile) return fail();
    place.replaceChildren();
    window.turnstile.render(place, {
      ...{ sitekey: asked.siteKey, action: asked.action, cData: asked.cData, callback: resolve },
      ...{ "error-callback": fail, "expired-callback": fail, "timeout-callback": fail },
      language: document.documentElement.lang,
    });
  });
}
