import "server-only";
import { createHash } from "node:crypto";
import { durations } from "@/lib/core/durations";
import { mailTexts } from "@/lib/tickets/texts";
import { rendered } from "./render";
import { sendMail } from "./send";
import { SignInMail } from "./templates/sign-in";

/** The address opens an account, so it is neither remembered nor named: its hash tells one link from the next. */
export async function sendSignInLink({ to, url }: { to: string; url: string }): Promise<void> {
  const minutes = Math.floor(durations.signInLinkSeconds / 60);
  const cause = createHash("sha256").update(url).digest("hex").slice(0, 32);
  await sendMail({
    to,
    subject: mailTexts()("signIn.subject"),
    messageId: `sign-in.${cause}`,
    ...(await rendered(SignInMail({ url, minutes }))),
  });
}
