import type { Socket } from "node:net";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Faults } from "./faults";
import { limits } from "./limits";
import type { Mailbox } from "./mailbox";

type Parts = { mailbox: Mailbox; faults: Faults };

/** Takes every mail from everybody on this machine: any user name, any recipient, no TLS. */
export function openSmtp({ mailbox, faults }: Parts): SMTPServer {
  const sockets = new Map<number, Socket>();

  const receive = async (stream: SMTPServerDataStream, { envelope, remotePort }: SMTPServerSession) => {
    const raw = await readAll(stream);
    if (!raw) throw refusal(552, "the mail is too large");
    const fault = faults.take();
    if (fault?.status === "reject") throw refusal(fault.code, "refused, as the test asked");
    if (fault?.delayMs) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    const recipients = envelope.rcptTo.map(({ address }) => address);
    await mailbox.add(raw, recipients);
    if (fault?.status === "dropAnswer") sockets.get(remotePort)?.destroy();
  };

  const smtp = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: limits.mailBytesMax,
    maxClients: limits.connectionsMax,
    socketTimeout: limits.faultMsMax + 10_000,
    logger: false,
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? "anyone" }),
    onData: (stream, session, done) => {
      receive(stream, session).then(
        () => done(),
        (problem: unknown) => done(problem instanceof Error ? problem : new Error(String(problem))),
      );
    },
  });
  smtp.server.on("connection", (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once("close", () => sockets.delete(port));
  });
  smtp.on("error", (problem) => {
    if (!smtp.server.listening) throw problem;
    // A client that went away in the middle; everybody else is still served.
    console.error(`smtp: ${problem.message}`);
  });
  return smtp;
}

/** Undefined when the mail is too large; the rest of it is read and dropped. */
async function readAll(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks);
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });
