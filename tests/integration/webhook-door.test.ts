import { createHmac, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { readWebhook } from "@/lib/payments/read-webhook";

const event = (object: unknown) =>
  JSON.stringify({ id: `evt_${randomUUID()}`, object: "event", type: "some.thing", data: { object } });

function signed(body: string, { at = Date.now(), secret = process.env.STRIPE_WEBHOOK_SECRET ?? "" } = {}) {
  const seconds = Math.floor(at / 1000);
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}

const intent = event({ object: "payment_intent", id: "pi_1" });
const refused = { ok: false, problem: { kind: "invalid_request" } };

test.each([
  ["an intent", { object: "payment_intent", id: "pi_1" }, { intentId: "pi_1" }],
  ["a charge", { object: "charge", id: "ch_1", payment_intent: "pi_1" }, { intentId: "pi_1" }],
  ["a dispute", { object: "dispute", id: "dp_1", payment_intent: { id: "pi_1" } }, { intentId: "pi_1" }],
  ["a refund", { object: "refund", id: "re_1", payment_intent: "pi_1" }, { refundId: "re_1", intentId: "pi_1" }],
  ["a refund of a bare charge", { object: "refund", id: "re_1", payment_intent: null }, { refundId: "re_1" }],
  ["what no order knows", { object: "balance" }, {}],
])("%s is told from a signed message", async (_name, object, subject) => {
  const body = event(object);
  const read = await readWebhook(body, signed(body));
  expect(read).toEqual({ ok: true, value: { id: JSON.parse(body).id, type: "some.thing", ...subject } });
});

test.each([
  ["none", null],
  ["an empty one", "t=,v1="],
  ["no time", "v1=00"],
  ["another secret's", signed(intent, { secret: "whsec_another" })],
  ["an old one", signed(intent, { at: Date.now() - 301_000 })],
])("a signature that is %s is refused, never an error of ours", async (_name, signature) => {
  expect(await readWebhook(intent, signature)).toEqual(refused);
});

test.each(["null", "[]", "5", "{}", "{", '{"id":"evt_1","type":"x","data":{"object":null}}'])(
  "%s is no message, though signed",
  async (body) => {
    expect(await readWebhook(body, signed(body))).toEqual(refused);
  },
);
