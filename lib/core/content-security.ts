type Settings = { nonce: string; stripeOrigin: string; isDevelopment: boolean };

// Stripe's own script frames and calls these; a local stand-in serves everything from one origin.
const stripeOwn = {
  script: ["https://*.js.stripe.com"],
  frame: ["https://*.js.stripe.com", "https://hooks.stripe.com"],
  connect: ["https://api.stripe.com"],
};
const none = { script: [], frame: [], connect: [] };

/** What a page with a nonce may load: our own files, what they load in turn, and the payment form. */
export function contentSecurityPolicy({ nonce, stripeOrigin, isDevelopment }: Settings): string {
  const stripe = stripeOrigin === "https://js.stripe.com" ? stripeOwn : none;
  const directives = {
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'", stripeOrigin, ...stripe.script],
    "style-src": isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", `'nonce-${nonce}'`],
    // `style` attributes that React writes; they run no code.
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:", stripeOrigin],
    "font-src": ["'self'"],
    "connect-src": ["'self'", stripeOrigin, ...stripe.connect],
    "frame-src": [stripeOrigin, ...stripe.frame],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  };
  // React's development build evaluates code, and its page listens on a socket.
  if (isDevelopment) {
    directives["script-src"].push("'unsafe-eval'");
    directives["connect-src"].push("ws:");
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
