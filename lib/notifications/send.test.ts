import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { aPostOffice } from "@/tests/fixtures/post-office";
import { sendMail } from "./send";

const { env, durations } = vi.hoisted(() => ({
  env: {
    MAIL_FROM: "Holdfast <tickets@example.com>",
    NEXTAUTH_URL: "https://tickets.example.com",
    SMTP_URL: undefined as string | undefined,
  },
  durations: { mailTimeoutMs: 3000 },
}));
vi.mock("@/lib/core/env", () => ({ env: () => env }));
vi.mock("@/lib/core/durations", () => ({ durations }));

let office: Awaited<ReturnType<typeof aPostOffice>>;
beforeAll(async () => {
  office = await aPostOffice();
});
afterAll(() => office.close());
beforeEach(() => {
  env.SMTP_URL = office.url;
  office.behave("take");
  office.mails.length = 0;
});

const mail = { to: "fan@example.com", subject: "Hello", html: "<p>Hello</p>", text: "Hello", messageId: "test.1" };

describe("a mail", () => {
  test("arrives with both bodies, its files, and a Message-ID that names its cause", async () => {
    const content = Buffer.from([1, 2, 250, 251]);
    const file = { filename: "a.pdf", contentType: "application/pdf", content };
    await sendMail({ ...mail, subject: "Zażółć ليالي", attachments: [file] });
    const [arrived] = office.mails;
    expect(arrived).toMatchObject({ subject: "Zażółć ليالي", html: "<p>Hello</p>" });
    expect(arrived?.text?.trim()).toBe("Hello");
    expect(arrived?.messageId).toBe("<test.1@tickets.example.com>");
    expect(arrived?.from?.text).toBe('"Holdfast" <tickets@example.com>');
    expect(arrived?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(arrived?.attachments[0]).toMatchObject({ filename: "a.pdf", contentType: "application/pdf" });
    expect(arrived?.attachments[0]?.content.equals(content)).toBe(true);
  });

  test("has no header that its subject smuggled in", async () => {
    await sendMail({ ...mail, subject: "Hello\r\nBcc: thief@example.com\r\n\r\nbody" });
    expect(office.mails[0]?.headers.has("bcc")).toBe(false);
    expect(office.mails[0]?.subject).toBe("Hello Bcc: thief@example.com body");
  });

  test.each([
    "a@example.com, b@example.com",
    "a@example.com\r\nBcc: b@example.com",
    "Fan <a@example.com>",
    "a＠example.com",
    "",
  ])("goes to one plain address: not to %j", async (to) => {
    await expect(sendMail({ ...mail, to })).rejects.toThrow();
    expect(office.mails).toEqual([]);
    await sendMail(mail);
    expect(office.mails).toHaveLength(1);
  });

  test("is not sent twice as two: both copies carry one Message-ID", async () => {
    await sendMail(mail);
    await sendMail(mail);
    expect(office.mails.map(({ messageId }) => messageId)).toEqual(Array(2).fill("<test.1@tickets.example.com>"));
  });
});

describe("sending fails aloud", () => {
  test.each(["refuse", "lose", "hang"] as const)("when the server does this: %s", async (manner) => {
    office.behave(manner);
    const began = performance.now();
    await expect(sendMail(mail)).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(4 * durations.mailTimeoutMs);
    office.behave("take");
    await expect(sendMail(mail)).resolves.toBeUndefined();
  });

  test("when there is no server", async () => {
    env.SMTP_URL = "smtp://127.0.0.1:9";
    await expect(sendMail(mail)).rejects.toThrow();
    env.SMTP_URL = undefined;
    await expect(sendMail(mail)).rejects.toThrow("SMTP_URL or RESEND_API_KEY");
  });
});
