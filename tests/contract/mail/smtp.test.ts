import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, type Part, startPart } from "../start-part";
import { codes, dialogue } from "./dialogue";

let mail: Part;
let smtpPort: number;

beforeAll(async () => {
  smtpPort = await freePort();
  mail = await startPart("local/mail.ts", { SMTP_PORT: String(smtpPort) });
});
afterAll(() => mail.end());

const hello = "EHLO app.example";
const from = "MAIL FROM:<box@office.example>";
const anAddress = () => `${randomUUID()}@fans.example`;
const rcpt = (address: string) => `RCPT TO:<${address}>`;
const ask = (...lines: string[]) => dialogue(smtpPort, lines);

type Mail = { to: string[]; subject: string; text: string };
const mailsTo = async (address: string): Promise<Mail[]> =>
  (await fetch(`${mail.url}/messages?to=${encodeURIComponent(address)}`)).json();

describe("https://www.rfc-editor.org/rfc/rfc5321#section-3", () => {
  test("a mail goes through the steps of the protocol, and a second one over the same connection", async () => {
    const to = anAddress();
    const one = [from, rcpt(to), "DATA", "Subject: one\r\n\r\nhello\r\n."];
    const two = [from, rcpt(to), "DATA", "Subject: two\r\n\r\nhello\r\n.", "QUIT"];
    expect(codes(await ask(hello, ...one, ...two))).toEqual([250, 250, 250, 354, 250, 250, 250, 354, 250, 221]);
    expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual(["two", "one"]);
  });

  test("a reset forgets who the mail was for", async () => {
    const [first, second] = [anAddress(), anAddress()];
    const body = "Subject: after a reset\r\n\r\nx\r\n.";
    const answers = await ask(hello, from, rcpt(first), "RSET", from, rcpt(second), "DATA", body);
    expect(codes(answers)).toEqual([250, 250, 250, 250, 250, 250, 354, 250]);
    expect(await mailsTo(first)).toEqual([]);
    expect(await mailsTo(second)).toHaveLength(1);
  });

  test("a line that begins with a dot keeps one dot and does not end the mail", async () => {
    const to = anAddress();
    await ask(hello, from, rcpt(to), "DATA", "Subject: dots\r\n\r\n..first\r\n...\r\nlast\r\n.");
    expect((await mailsTo(to))[0]?.text.trim()).toBe(".first\n..\nlast");
  });
});

describe("https://www.rfc-editor.org/rfc/rfc5321#section-4.1.4 (order of commands)", () => {
  test.each([
    ["a sender before the greeting", [from], 503],
    ["a recipient before a sender", [hello, rcpt("ada@fans.example")], 503],
    ["a body before a recipient", [hello, from, "DATA"], 503],
    ["a body before a sender", [hello, "DATA"], 503],
    ["a second sender within one mail", [hello, from, from], 503],
  ])("%s is out of order", async (_, lines, code) => {
    expect(codes(await ask(...lines)).at(-1)).toBe(code);
  });
});

describe("https://www.rfc-editor.org/rfc/rfc5321#section-4.2.4 (what is not understood)", () => {
  test.each([
    ["an unknown command", [hello, "TICKET 42"], 500],
    ["a greeting without a name", ["EHLO"], 501],
    ["a sender without brackets", [hello, "MAIL FROM box@office.example"], 501],
    ["a recipient without brackets", [hello, from, "RCPT TO ada"], 501],
  ])("%s is refused, and the next command is heard", async (_, lines, code) => {
    expect(codes(await ask(...lines, "NOOP")).slice(-2)).toEqual([code, 250]);
  });
});

describe("https://www.rfc-editor.org/rfc/rfc1870 (size of a mail)", () => {
  const limit = async () => Number(/SIZE (\d+)/.exec((await ask(hello))[0] ?? "")?.[1]);

  test("the greeting tells the limit, and a mail within it may begin", async () => {
    expect(await limit()).toBeGreaterThan(1_000_000);
    expect(codes(await ask(hello, `${from} SIZE=${await limit()}`)).at(-1)).toBe(250);
  });

  test("a mail that says it is larger is refused before it is sent", async () => {
    expect(codes(await ask(hello, `${from} SIZE=${(await limit()) + 1}`)).at(-1)).toBe(552);
  });

  test("a mail that is larger without saying so is refused after, and is not there", async () => {
    const to = anAddress();
    const body = `Subject: large\r\n\r\n${`${"x".repeat(900)}\r\n`.repeat(Math.ceil((await limit()) / 902) + 1)}.`;
    expect(codes(await ask(hello, from, rcpt(to), "DATA", body)).at(-1)).toBe(552);
    expect(await mailsTo(to)).toEqual([]);
  });
});
