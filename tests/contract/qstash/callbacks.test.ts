import { Receiver } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { knownAs, privateKeys, type QStash, startQStash } from "./emulator";
import { startReceiver } from "./receiver";

let qstash: QStash;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  [qstash, receiver] = await Promise.all([startQStash(0.001), startReceiver()]);
});
afterAll(() => Promise.all([qstash.end(), receiver.stop()]));

const reports = (path: ReturnType<typeof receiver.path>) => path.bodies().map((body) => JSON.parse(body));
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("https://upstash.com/docs/qstash/features/callbacks", () => {
  test("a callback tells the answer, both bodies in base64, and which message it was", async () => {
    const callback = receiver.path();
    const path = receiver.path(() => ({ status: 201, body: "made", headers: { "X-Answer": "yes" } }));
    const request = { url: path.url, body: "make", method: "PUT" as const, callback: callback.url, retries: 1 };
    const { messageId } = await qstash.client.publish(request);
    const [report] = await eventually(() => (callback.all().length > 0 ? reports(callback) : undefined));
    expect(report).toMatchObject({
      status: 201,
      body: base64("made"),
      sourceBody: base64("make"),
      sourceMessageId: messageId,
      url: path.url,
      method: "PUT",
      retried: 0,
      maxRetries: 1,
    });
    expect(report.header).toMatchObject({ "x-answer": ["yes"] });
  });

  test("a callback is a signed message of its own, with the headers meant for it", async () => {
    const callback = receiver.path();
    const { messageId } = await qstash.client.publish({
      url: receiver.path().url,
      callback: callback.url,
      headers: { "Upstash-Callback-Forward-X-For-Callback": "yes", "X-For-Receiver": "no" },
    });
    const request = await eventually(() => callback.all()[0]);
    expect(request.headers).toMatchObject({ "content-type": "application/json", "x-for-callback": "yes" });
    expect(request.headers).not.toHaveProperty("x-for-receiver");
    expect(request.headers["upstash-message-id"]).not.toBe(messageId);
    const signature = String(request.headers["upstash-signature"]);
    const signed = { signature, body: request.body.toString(), url: callback.url };
    expect(await new Receiver(privateKeys).verify(signed)).toBe(true);
  });

  test("a callback comes after each attempt, the failure callback once when all failed", async () => {
    const [callback, failure] = [receiver.path(), receiver.path()];
    const path = receiver.path(() => ({ status: 500, body: "no" }));
    await qstash.client.publish({ url: path.url, retries: 2, callback: callback.url, failureCallback: failure.url });
    await eventually(() => callback.all().length >= 3 || undefined);
    const [report] = await eventually(() => (failure.all().length > 0 ? reports(failure) : undefined));
    expect(
      reports(callback)
        .map(({ retried }) => retried)
        .sort(),
    ).toEqual([0, 1, 2]);
    expect(report).toMatchObject({ status: 500, body: base64("no"), retried: 2, maxRetries: 2 });
    const { messages } = await qstash.client.dlq.listMessages({ dlqIds: [report.dlqId] });
    expect(messages).toMatchObject([{ dlqId: report.dlqId, url: path.url }]);
    expect(failure.all()).toHaveLength(1);
  });

  test("a failure callback does not come for a message that was delivered in the end", async () => {
    const [failed, fine] = [receiver.path(), receiver.path()];
    const recovers = receiver.path((nth) => ({ status: nth === 0 ? 500 : 200 }));
    const never = receiver.path(() => ({ status: 500 }));
    const one = await qstash.client.publish({ url: recovers.url, retries: 1, failureCallback: fine.url });
    await qstash.client.publish({ url: never.url, retries: 0, failureCallback: failed.url });
    await eventually(knownAs(qstash, one.messageId, "DELIVERED"));
    await eventually(() => failed.all()[0]);
    expect(fine.all()).toHaveLength(0);
  });

  test("a callback that fails is retried like any message, with retries of its own", async () => {
    const callback = receiver.path((nth) => ({ status: nth === 0 ? 500 : 200 }));
    await qstash.client.publish({
      url: receiver.path().url,
      retries: 0,
      callback: callback.url,
      headers: { "Upstash-Callback-Retries": "1" },
    });
    await eventually(() => callback.all().length === 2 || undefined);
    expect(callback.bodies()[0]).toBe(callback.bodies()[1]);
  });

  test("a callback is refused where its own settings make no sense", async () => {
    const request = { url: receiver.path().url, callback: receiver.path().url };
    const publish = qstash.client.publish({ ...request, headers: { "Upstash-Callback-Retries": "some" } });
    await expect(publish).rejects.toMatchObject({ status: 400 });
    expect(await qstash.client.publish(request)).toHaveProperty("messageId");
  });
});
