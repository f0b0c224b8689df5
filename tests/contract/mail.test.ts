import { randomUUID } from "node:crypto";
import nodemailer from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "./eventually";
import { freePort, type Part, startPart } from "./start-part";

type Mail = {
  id: string;
  to: string[];
  from: string;
  subject: string;
  date: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: { filename: string; contentType: string; size: number }[];
};

let mail: Part;
let smtpPort: number;

beforeAll(async () => {
  smtpPort = await freePort();
  mail = await startPart("local/mail.ts", { SMTP_PORT: String(smtpPort) });
});
afterAll(() => mail.end());

const anAddress = () => `${randomUUID()}@fans.example`;

function send(message: nodemailer.SendMailOptions, socketTimeout = 10_000) {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port: smtpPort, socketTimeout });
  return transport.sendMail({ from: "Box Office <box@office.example>", ...message });
}

async function mailsTo(address: string): Promise<Mail[]> {
  return (await fetch(`${mail.url}/messages?to=${encodeURIComponent(address)}`)).json();
}

const setFault = (fault: Record<string, unknown>) =>
  fetch(`${mail.url}/_local/faults`, { method: "POST", body: JSON.stringify(fault) });

describe("https://nodemailer.com/message/", () => {
  test("a mail is there as it was sent: parts, headers, attachments byte for byte", async () => {
    const to = anAddress();
    const bytes = Buffer.from([0, 1, 254, 255, 13, 10]);
    await send({
      to,
      subject: "Your tickets — Noël",
      text: "Plain Grüße",
      html: '<p>Rich <img src="cid:qr@holdfast"></p>',
      headers: { "X-Order": "42" },
      attachments: [
        { filename: "tickets.pdf", content: bytes, contentType: "application/pdf" },
        { filename: "qr.png", content: bytes, cid: "qr@holdfast" },
      ],
    });
    const [message, ...others] = await mailsTo(to);
    expect(others).toEqual([]);
    expect(message).toMatchObject({
      to: [to],
      from: '"Box Office" <box@office.example>',
      subject: "Your tickets — Noël",
      text: expect.stringContaining("Plain Grüße"),
      html: '<p>Rich <img src="cid:qr@holdfast"></p>',
      headers: { "x-order": "42" },
      // In the order of the mail: an embedded image belongs to the HTML and comes with it.
      attachments: [
        { filename: "qr.png", contentType: "image/png", size: 6 },
        { filename: "tickets.pdf", contentType: "application/pdf", size: 6 },
      ],
    });
    expect(new Date(message?.date ?? "").getTime()).toBeGreaterThan(Date.now() - 60_000);
    const file = await fetch(`${mail.url}/messages/${message?.id}/attachments/1`);
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("an attachment, a mail and an endpoint that are not there are not found", async () => {
    const to = anAddress();
    await send({ to, subject: "bare", text: "no file" });
    const [message] = await mailsTo(to);
    for (const path of [`/messages/${message?.id}/attachments/0`, "/messages/nope/attachments/0", "/m/nope", "/nope"]) {
      expect((await fetch(mail.url + path)).status).toBe(404);
    }
  });

  test("mails are found by each recipient, hidden ones too, in any case, newest first", async () => {
    const [to, hidden] = [anAddress(), anAddress()];
    await send({ to, bcc: hidden, subject: "first", text: "1" });
    await send({ to: to.toUpperCase(), subject: "second", text: "2" });
    expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual(["second", "first"]);
    expect((await mailsTo(hidden)).map(({ subject }) => subject)).toEqual(["first"]);
    expect(await mailsTo(anAddress())).toEqual([]);
  });

  test("a developer can read a mail in the browser, and nothing in it can run", async () => {
    const to = anAddress();
    const subject = "<script>alert(1)</script> & more";
    const link = "http://localhost:3000/sign-in?token=a&b=c";
    await send({
      to,
      subject,
      text: `Sign in: ${link}.`,
      html: `<a href="${link}">Sign in</a><script>alert(2)</script>`,
    });
    const [message] = await mailsTo(to);
    const list = await (await fetch(`${mail.url}/?to=${to}`)).text();
    const shown = await fetch(`${mail.url}/m/${message?.id}`);
    const pages = list + (await shown.text());
    expect(pages).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
    expect(pages).not.toContain("<script");
    expect(pages).toContain('<a href="http://localhost:3000/sign-in?token=a&amp;b=c" target="_blank"');
    expect(pages).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(shown.headers.get("content-security-policy")).toContain("default-src 'none'");
    const body = await fetch(`${mail.url}/m/${message?.id}/html`);
    expect(body.headers.get("content-security-policy")).toMatch(/^sandbox allow-popups /);
    expect(await body.text()).toMatch(
      /^<base target="_blank">.*<a href="http:\/\/localhost:3000\/sign-in\?token=a&b=c"/s,
    );
  });
});

describe("https://nodemailer.com/smtp/", () => {
  test("a refused mail is an error to the sender and is not there; the next one is", async () => {
    const to = anAddress();
    expect((await setFault({ status: "reject", times: 1, code: 550 })).status).toBe(200);
    await expect(send({ to, subject: "refused", text: "x" })).rejects.toMatchObject({ responseCode: 550 });
    await send({ to, subject: "accepted", text: "x" });
    expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual(["accepted"]);
  });

  test("a mail whose answer was lost is an error to the sender, and is there all the same", async () => {
    const to = anAddress();
    await setFault({ status: "dropAnswer", times: 1 });
    await expect(send({ to, subject: "lost answer", text: "x" })).rejects.toThrow();
    await send({ to, subject: "again", text: "x" });
    expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual(["again", "lost answer"]);
  });

  test("a delayed mail comes late, and an impatient sender gives up before it does", async () => {
    const to = anAddress();
    await setFault({ status: "delay", times: 2, delayMs: 700 });
    const startedAt = Date.now();
    await send({ to, subject: "late", text: "x" });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(700);
    await expect(send({ to, subject: "too late", text: "x" }, 200)).rejects.toThrow(/timeout/i);
    await eventually(async () => (await mailsTo(to)).length === 2 || undefined);
    expect(await (await fetch(`${mail.url}/_local/faults`)).json()).toEqual({ remaining: 0 });
  });
});

test("a fault nobody knows is refused", async () => {
  expect((await setFault({ status: "explode", times: 1 })).status).toBe(400);
  expect((await setFault({ status: "delay", times: -1 })).status).toBe(400);
});

test("an accepted mail survives kill -9, one that was not accepted need not", async () => {
  const to = anAddress();
  await send({ to, subject: "kept", text: "x", attachments: [{ filename: "a.txt", content: "abc" }] });
  await setFault({ status: "delay", times: 1, delayMs: 60_000 });
  const unanswered = send({ to, subject: "never answered", text: "x" });
  const failed = expect(unanswered).rejects.toThrow();
  await eventually(async () => (await (await fetch(`${mail.url}/_local/faults`)).json()).remaining === 0 || undefined);
  await mail.stop("SIGKILL");
  await failed;
  await mail.restart();
  const [message, ...others] = await mailsTo(to);
  expect([message?.subject, others]).toEqual(["kept", []]);
  expect(await (await fetch(`${mail.url}/messages/${message?.id}/attachments/0`)).text()).toBe("abc");
});

test("SIGTERM ends it with code 0 while a client is connected; emptied, it stays empty", async () => {
  const to = anAddress();
  await send({ to, subject: "gone soon", text: "x" });
  expect(await mailsTo(to)).toHaveLength(1);
  expect((await fetch(`${mail.url}/messages`, { method: "DELETE" })).status).toBe(204);
  const pool = nodemailer.createTransport({ host: "127.0.0.1", port: smtpPort, pool: true });
  await pool.verify();
  expect(await mail.stop("SIGTERM")).toEqual({ code: 0, signal: null });
  pool.close();
  await mail.restart();
  expect(await (await fetch(`${mail.url}/messages`)).json()).toEqual([]);
});
