import { z } from "zod";
import { type Answer, answer, refuse } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import { type Faults, faultSchema } from "./faults";
import { limits } from "./limits";
import { listPage } from "./list-page";
import { bodyPage, mailPage, missingPage } from "./mail-page";
import type { Mailbox } from "./mailbox";
import { parse } from "./read-mail";

type Parts = { mailbox: Mailbox; faults: Faults };
type Handler = (parts: Parts, request: Request, found: string[]) => Answer | Promise<Answer>;

const routes: [method: string, path: RegExp, handler: Handler][] = [
  ["GET", /^\/_local\/health$/, () => answer({ ready: true })],
  ["GET", /^\/_local\/faults$/, ({ faults }) => answer({ remaining: faults.remaining() })],
  ["POST", /^\/_local\/faults$/, setFault],
  ["GET", /^\/messages$/, listMails],
  ["DELETE", /^\/messages$/, clear],
  ["GET", /^\/messages\/(\w+)\/attachments\/(\d{1,4})$/, attachment],
  ["GET", /^\/$/, showMails],
  ["GET", /^\/m\/(\w+)$/, showMail],
  ["GET", /^\/m\/(\w+)\/html$/, showBody],
];

/** Every request comes through here, once. */
export function handle(parts: Parts, request: Request): Answer | Promise<Answer> {
  for (const [method, path, handler] of routes) {
    const found = request.method === method ? path.exec(request.path) : null;
    if (found) return handler(parts, request, found.slice(1));
  }
  return refuse(404, `no such endpoint: ${request.method} ${request.path}`).answer;
}

function setFault({ faults }: Parts, { body }: Request): Answer {
  let given: unknown;
  try {
    given = JSON.parse(body.toString("utf8"));
  } catch {
    return refuse(400, "the body is not JSON").answer;
  }
  const parsed = faultSchema.safeParse(given);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error)).answer;
  faults.set(parsed.data);
  return answer({ remaining: faults.remaining() });
}

async function listMails({ mailbox }: Parts, { query }: Request) {
  return answer(await mailbox.list({ to: query.get("to") ?? undefined, countMax: limits.listedMax }));
}

async function clear({ mailbox }: Parts) {
  await mailbox.clear();
  return answer(undefined, 204);
}

async function attachment({ mailbox }: Parts, _request: Request, [id = "", index = ""]: string[]) {
  const raw = await mailbox.raw(id);
  const found = raw && (await parse(raw)).attachments[Number(index)];
  if (!found) return refuse(404, "no such attachment").answer;
  const name = encodeURIComponent(found.filename ?? `attachment-${index}`).replaceAll("'", "%27");
  return {
    status: 200,
    body: found.content,
    headers: {
      "Content-Type": /^[\w.+-]+\/[\w.+-]+$/.test(found.contentType) ? found.contentType : "application/octet-stream",
      "Content-Disposition": `attachment; filename*=UTF-8''${name}`,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "sandbox; default-src 'none'",
    },
  };
}

async function showMails({ mailbox }: Parts, { query }: Request) {
  const to = query.get("to") ?? "";
  const mails = await mailbox.list({ to: to || undefined, countMax: limits.listedMax });
  return listPage({ mails, count: to ? mails.length : mailbox.count(), to });
}

async function showMail({ mailbox }: Parts, _request: Request, [id = ""]: string[]) {
  const mail = await mailbox.get(id);
  return mail ? mailPage(mail) : missingPage();
}

async function showBody({ mailbox }: Parts, _request: Request, [id = ""]: string[]) {
  const raw = await mailbox.raw(id);
  return raw ? bodyPage(id, await parse(raw)) : missingPage();
}
