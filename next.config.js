import createNextIntlPlugin from "next-intl/plugin";

const isDevelopment = process.env.NODE_ENV === "development";

// A cached page has no nonce, and Next writes scripts into it that differ from page to page: see docs/decisions/0005.
const cachedPagePolicy = [
  "default-src 'self'",
  // React's development build evaluates code, and its page listens on a socket.
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

// A waiting page may show Cloudflare's Turnstile (lib/waiting-room/challenge), which may be set up after the build.
const turnstile = "https://challenges.cloudflare.com";
const waitingPagePolicy = `${cachedPagePolicy.replace("script-src", `script-src ${turnstile}`)}; frame-src ${turnstile}`;

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" },
];
const policy = (value) => [{ key: "Content-Security-Policy", value }];
// These addresses carry a key or a link that opens something: told to nobody else. Not `no-referrer`, with which a form
// sent before scripts run has the origin `null`, and actions refuse it (Fetch standard, "append a request Origin header").
const toldToUsOnly = [{ key: "Referrer-Policy", value: "same-origin" }];

// lib/core/languages.ts: fan pages lie under their language, the first one at the bare address.
const others = "ar";
const inLanguage = `(?:(?:${others})/)?`;
const noFanPage = `en|${others}|api|dashboard|developers|_next`;

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  // A shared cache may show a page this much past its time while it fetches the next; Next's default is a year.
  expireTime: 300,
  typedRoutes: false,
  // `forbidden()` is for a page that is not for this role: it answers 403.
  experimental: { globalNotFound: true, authInterrupts: true },
  // `npm run check` runs tsc; Next's own check needs the JavaScript compiler API.
  typescript: { ignoreBuildErrors: true },
  turbopack: { rules: { "*.lua": { type: "text" } } },
  serverExternalPackages: ["pino", "@react-pdf/renderer", "nodemailer", "wawoff2"],
  outputFileTracingExcludes: { "*": [".local/**", "tests/**", "local/**"] },
  headers: async () => [
    { source: "/:path*", headers: everywhere },
    // Checkout, dashboard and sign-in have a policy with a nonce, from middleware.ts.
    { source: `/((?!api/|${inLanguage}(?:checkout|dashboard|sign-in)).*)`, headers: policy(cachedPagePolicy) },
    { source: "/api/:path*", headers: policy("default-src 'none'; frame-ancestors 'none'") },
    ...["", "/:language"].map((language) => ({
      source: `${language}/waiting-room/:slug`,
      headers: policy(waitingPagePolicy),
    })),
    // It asks again by itself: no script does.
    ...["", "/:language"].map((language) => ({
      source: `${language}/waiting-room/:slug/plain`,
      headers: [{ key: "Refresh", value: "20" }],
    })),
    ...["orders", "sign-in"].flatMap((page) => [
      { source: `/${page}/:path*`, headers: toldToUsOnly },
      { source: `/:language/${page}/:path*`, headers: toldToUsOnly },
    ]),
  ],
  // The paths the product was first asked for with; `/api/v1` is the contract.
  rewrites: async () => [
    { source: "/api/tickets/:path*", destination: "/api/v1/tickets/:path*" },
    { source: "/api/events/:path*", destination: "/api/v1/events/:path*" },
    { source: "/api/payments/:path*", destination: "/api/v1/payments/:path*" },
    { source: `/:path((?!(?:${noFanPage})(?:/|$)).*)`, destination: "/en/:path" },
  ],
  redirects: async () => [
    { source: "/en", destination: "/", permanent: true },
    { source: "/en/:path*", destination: "/:path*", permanent: true },
  ],
};

export default createNextIntlPlugin("./app/i18n.ts")(config);
