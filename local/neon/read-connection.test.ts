import { expect, test } from "vitest";
import { readConnection } from "./read-connection";

test("user, password and database are unescaped; the host is not ours to take", () => {
  expect(readConnection("postgresql://a%40b:p%2Fw%20d@elsewhere:1/my%20db?application_name=x&sslmode=require")).toEqual(
    {
      user: "a@b",
      password: "p/w d",
      database: "my db",
      application_name: "x",
      options: undefined,
    },
  );
});

test.each([
  [undefined, "header"],
  ["not a url", "connection string"],
  ["http://a:b@c/d", "scheme"],
  ["postgres://a:b@c", "database"],
  ["postgres://c/d", "username"],
  ["postgres://a@c/d", "password"],
  ["postgres://a:%zz@c/d", "password"],
])("%j lacks its %s", (text, what) => {
  expect(readConnection(text)).toEqual({ message: expect.stringContaining(what) });
});
