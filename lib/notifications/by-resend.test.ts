import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendByResend } from "./by-resend";

const seen: { path: string | undefined; headers: IncomingHttpHeaders; body: unknown }[] = [];
let status = 200;
let server: Server;
let account: { apiKey: string; baseUrl: string };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen.push({ path: request.url, headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(status).end('{"message":"fan@example.com"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  account = { apiKey: "re_test", baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const letter = {
  from: "Holdfast <tickets@example.com>",
  to: "fan@example.com",
  subject: "Hello",
  html: "<p>Hello</p>",
  text: "Hello",
  messageId: "<test.1@tickets.example.com>",
  attachments: [{ filename: "a.txt", contentType: "text/plain", content: Buffer.from("hi") }],
};

test("Resend is told the cause as idempotency key and as Message-ID, and gets every part", async () => {
  await sendByResend(letter, account);
  expect(seen[0]?.path).toBe("/emails");
  expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer re_test", "idempotency-key": letter.messageId });
  expect(seen[0]?.body).toMatchObject({
    from: letter.from,
    to: ["fan@example.com"],
    subject: "Hello",
    html: letter.html,
    text: letter.text,
    headers: { "Message-ID": letter.messageId },
    attachments: [{ filename: "a.txt", content_type: "text/plain", content: "aGk=" }],
  });
});

test.each([409, 422, 429, 500])("an answer of %i throws, without the address in what is logged", async (answer) => {
  status = answer;
  await expect(sendByResend(letter, account)).rejects.toThrow(new Error(`Resend answered ${answer}`));
  status = 200;
  await expect(sendByResend(letter, account)).resolves.toBeUndefined();
});
