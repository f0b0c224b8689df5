import type { NextAuthOptions } from "next-auth";
import EmailProvider from "next-auth/providers/email";
import { liveLinks } from "@/db/queries/sessions";
import { durations } from "@/lib/core/durations";
import { emailAddress } from "@/lib/core/email";
import { env } from "@/lib/core/env";
import { describeFailure } from "@/lib/core/failure";
import { log } from "@/lib/core/log";
import { adapter } from "./adapter";
import { confirmUrl, ownUrl } from "./own-url";

export type SendSignInLink = (mail: { to: string; url: string }) => Promise<void>;
/** Whether one more link may be mailed to this address, as `emailAddress` spells it. */
export type MayMail = (address: string) => Promise<boolean>;

const silent = () => undefined;
const liveLinksMax = 5;
const thirtyDaysSeconds = 30 * 24 * 60 * 60;

/** Sign-in by a mailed link: single use, 10 min, opened by a button of ours, as mail scanners open links. */
export const authOptions = (send: SendSignInLink, mayMail: MayMail): NextAuthOptions => ({
  adapter: adapter(),
  secret: env().NEXTAUTH_SECRET,
  session: { strategy: "database", maxAge: thirtyDaysSeconds },
  pages: { signIn: "/sign-in", verifyRequest: "/sign-in/sent", error: "/sign-in" },
  providers: [
    EmailProvider({
      maxAge: durations.signInLinkSeconds,
      normalizeIdentifier: (identifier) => emailAddress.parse(identifier),
      sendVerificationRequest: ({ identifier, url }) => send({ to: identifier, url: confirmUrl(url) }),
    }),
  ],
  callbacks: {
    async signIn({ user, email }) {
      if (!email?.verificationRequest || !user.email) return true;
      return (await mayMail(user.email)) && (await liveLinks(user.email)) < liveLinksMax;
    },
    redirect: async ({ url, baseUrl }) => ownUrl(url, baseUrl),
  },
  // next-auth's own logger prints addresses.
  logger: {
    error: (code, about) => log.warn({ code, ...describeFailure(about) }, "sign-in failed"),
    warn: silent,
    debug: silent,
  },
});
