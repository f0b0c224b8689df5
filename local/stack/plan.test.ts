import { expect, test } from "vitest";
import { askedPorts } from "./plan";

test("ports may come from the environment, and what is no port is refused by name", () => {
  expect(askedPorts({ PORT: "4000", HOLDFAST_REDIS_REST_PORT: "4001", REDIS_PORT: "tcp://10.0.0.1" })).toEqual({
    app: 4000,
    redisRest: 4001,
  });
  expect(() => askedPorts({ HOLDFAST_MAIL_PORT: "http" })).toThrow("HOLDFAST_MAIL_PORT");
});
