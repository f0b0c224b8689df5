import { join } from "node:path";
import { refuse } from "@/local/http/answer";
import { httpServer } from "@/local/http/server";
import { listen } from "./http/listen";
import { readConfig } from "./mail/config";
import { openFaults } from "./mail/faults";
import { handle } from "./mail/handle";
import { limits } from "./mail/limits";
import { type Mailbox, openMailbox } from "./mail/mailbox";
import { openSmtp } from "./mail/smtp";

/** Catches every mail the platform sends: SMTP in, a page and JSON out. PORT (HTTP), SMTP_PORT and STATE_DIR. */
const config = readConfig();
const faults = openFaults();
let open: { mailbox: Mailbox; stop: () => Promise<void> } | undefined;

const server = httpServer({
  bodyBytesMax: limits.requestBytesMax,
  handle: (request) => (open ? handle({ mailbox: open.mailbox, faults }, request) : refuse(503, "starting").answer),
});
// The port is the lock of the folder: a second process that does not get it must not touch the mails.
server.once("listening", () => {
  const mailbox = openMailbox(join(config.STATE_DIR, "mails"));
  const smtp = openSmtp({ mailbox, faults });
  smtp.listen(config.SMTP_PORT, "127.0.0.1", () => {
    open = { mailbox, stop: () => new Promise((resolve) => smtp.close(() => resolve())) };
  });
});
listen(server, async () => open?.stop());
