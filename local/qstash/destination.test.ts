import { expect, test } from "vitest";
import { readDestination } from "./destination";

test.each([
  "http://127.0.0.1:3000/a?b=c",
  "https://localhost/x",
  "http://[::1]:1/",
  "http://127.9.9.9/",
  "http://2130706433/",
])("%s is on this machine", (url) => {
  expect(readDestination(url)).toEqual({ ok: true, value: url });
});

test.each([
  "https://example.com/",
  "http://127.0.0.1.example.com/",
  "http://localhost.example.com/",
  "http://127.0.0.1@example.com/",
  "http://0.0.0.0/",
  "http://10.0.0.1/",
  "http://169.254.169.254/latest",
  "http://[::ffff:10.0.0.1]/",
  "http://",
  "ftp://127.0.0.1/",
  "my-topic",
])("%s is refused", (url) => {
  expect(readDestination(url)).toMatchObject({ ok: false, answer: { status: 400 } });
});
