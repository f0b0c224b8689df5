import { createHash } from "node:crypto";
import { Receiver } from "@upstash/qstash";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { known, knownAs } from "./emulator";
import { startReceiver } from "./receiver";
import { isVendor, qstashUnderTest } from "./target";

let qstash: Awaited<ReturnType<typeof qstashUnderTest>>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  [qstash, receiver] = await Promise.all([qstashUnderTest(), startReceiver()]);
});
afterAll(() => Promise.all([qstash.stop(), receiver.stop()]));

const first = (path: ReturnType<typeof receiver.path>) => eventually(() => path.all()[0]);

// The vendor cannot reach a receiver on loopback.
describe.skipIf(isVendor)("a delivery (https://upstash.com/docs/qstash/howto/receiving)", () => {
  test("carries the documented headers", async () => {
    const path = receiver.path();
    const { messageId } = await qstash.client.publishJSON({ url: path.url, body: { hello: "world" } });
    const { method, headers, body } = await first(path);
    expect(method).toBe("POST");
    expect(JSON.parse(body.toString())).toEqual({ hello: "world" });
    expect(headers).toMatchObject({
      "user-agent": "Upstash-QStash",
      "content-type": "application/json",
      "upstash-message-id": messageId,
      "upstash-retried": "0",
      "upstash-caller-ip": "127.0.0.1",
      "upstash-signature": expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(headers).not.toHaveProperty("upstash-schedule-id");
    expect(headers).not.toHaveProperty("authorization");
  });

  test("forwards headers without their prefix, but none that would be QStash's own", async () => {
    const path = receiver.path();
    const { messageId } = await qstash.client.publish({
      url: path.url,
      headers: { "X-Ours": "kept", Authorization: "Bearer ours", "Upstash-Forward-Upstash-Message-Id": "msg_forged" },
    });
    expect((await first(path)).headers).toMatchObject({
      "x-ours": "kept",
      authorization: "Bearer ours",
      "upstash-message-id": messageId,
    });
  });

  test("keeps the destination's query, the method and every byte of the body (https://upstash.com/docs/qstash/api/publish)", async () => {
    const path = receiver.path();
    const bytes = Buffer.from([0, 255, 10, 13, 195, 40]);
    await qstash.client.publish({ url: `${path.url}?a=1&b=%20x`, method: "PUT", body: new Blob([bytes]) });
    const { method, target, body } = await first(path);
    expect(method).toBe("PUT");
    expect(target).toMatch(/\?a=1&b=%20x$/);
    expect(body.equals(bytes)).toBe(true);
  });

  test("of a batch goes to each destination with its own body (https://upstash.com/docs/qstash/api/messages/batch)", async () => {
    const [one, two] = [receiver.path(), receiver.path()];
    const answers = await qstash.client.batchJSON([
      { url: one.url, body: { n: 1 } },
      { url: two.url, body: { n: 2 }, headers: { "X-Ours": "second" } },
    ]);
    expect(answers).toHaveLength(2);
    expect((await first(one)).body.toString()).toBe('{"n":1}');
    expect(await first(two)).toMatchObject({ headers: { "x-ours": "second" } });
    expect(two.bodies()).toEqual(['{"n":2}']);
  });

  test("of a batch with one bad destination does not happen at all", async () => {
    const path = receiver.path();
    const batch = [{ url: path.url }, { url: "nowhere" }];
    await expect(qstash.client.batchJSON(batch)).rejects.toMatchObject({ status: 400 });
    await qstash.client.publish({ url: path.url, body: "alone" });
    await first(path);
    expect(path.bodies()).toEqual(["alone"]);
  });

  test("waits for its delay and for its not-before (https://upstash.com/docs/qstash/features/delay)", async () => {
    const [delayed, notBefore, atOnce] = [receiver.path(), receiver.path(), receiver.path()];
    const startedAt = Date.now();
    const momentSeconds = Math.floor(startedAt / 1_000) + 2;
    await qstash.client.publish({ url: delayed.url, delay: 1 });
    await qstash.client.publish({ url: notBefore.url, notBefore: momentSeconds, delay: "1h" });
    await qstash.client.publish({ url: atOnce.url });
    const others = Promise.all([first(delayed), first(notBefore)]);
    await first(atOnce);
    const [afterDelay, afterMoment] = await others;
    expect(afterDelay.at - startedAt).toBeGreaterThanOrEqual(1_000);
    expect(afterMoment.at).toBeGreaterThanOrEqual(momentSeconds * 1_000);
  });

  test("is not made twice for one deduplication id (https://upstash.com/docs/qstash/features/deduplication)", async () => {
    const path = receiver.path();
    const deduplicationId = crypto.randomUUID();
    await qstash.client.publish({ url: path.url, body: "once", deduplicationId });
    await qstash.client.publish({ url: path.url, body: "once", deduplicationId });
    await qstash.client.publish({ url: path.url, body: "other", deduplicationId: crypto.randomUUID() });
    await eventually(() => path.bodies().includes("other") || undefined);
    expect(path.bodies().sort()).toEqual(["once", "other"]);
  });

  test("is never made beyond this machine", async () => {
    for (const url of ["https://example.com/hook", "http://192.168.1.1/", "http://127.0.0.1.nip.io/"]) {
      await expect(qstash.client.publish({ url })).rejects.toMatchObject({ status: 400 });
    }
    const ours = { url: receiver.path().url };
    await expect(qstash.client.publish({ ...ours, callback: "https://example.com" })).rejects.toThrow(/loopback/);
    expect(await qstash.client.publish(ours)).toHaveProperty("messageId");
  });

  test("that was cancelled in time does not happen (https://upstash.com/docs/qstash/api/messages/cancel)", async () => {
    const [cancelled, kept] = [receiver.path(), receiver.path()];
    const { messageId } = await qstash.client.publish({ url: cancelled.url, delay: 8 });
    await qstash.client.messages.cancel(messageId);
    const other = await qstash.client.publish({ url: kept.url, delay: 8 });
    await eventually(knownAs(qstash, other.messageId, "DELIVERED"));
    expect(cancelled.all()).toHaveLength(0);
    expect(await known(qstash, messageId)).toMatchObject({ state: "CANCELED", attempts: [] });
  });

  test("is in the log, step by step (https://upstash.com/docs/qstash/howto/debug-logs, https://upstash.com/docs/qstash/api/logs/list)", async () => {
    const path = receiver.path();
    const label = crypto.randomUUID();
    const { messageId } = await qstash.client.publish({ url: path.url, label });
    await eventually(knownAs(qstash, messageId, "DELIVERED"));
    const { logs } = await qstash.client.logs({ messageIds: [messageId] });
    expect(logs.map(({ state }) => state)).toEqual(["DELIVERED", "ACTIVE", "CREATED"]);
    const { logs: delivered } = await qstash.client.logs({ filter: { label, state: "DELIVERED" } });
    expect(delivered).toMatchObject([{ messageId, url: path.url, labels: [label] }]);
    expect((await qstash.client.logs({ filter: { label: `${label}-not` } })).logs).toEqual([]);
  });

  test("the log comes in pages that meet without gap or overlap (https://upstash.com/docs/qstash/api/logs/list)", async () => {
    const path = receiver.path();
    const label = crypto.randomUUID();
    await qstash.client.batch([1, 2, 3].map((n) => ({ url: path.url, label, body: String(n) })));
    const filter = { label, state: "DELIVERED" as const };
    await eventually(async () => (await qstash.client.logs({ filter })).logs.length === 3 || undefined);
    const { logs: start, cursor } = await qstash.client.logs({ filter, count: 2 });
    const { logs: rest, cursor: end } = await qstash.client.logs({ filter, count: 2, ...(cursor ? { cursor } : {}) });
    expect([start.length, rest.length, end]).toEqual([2, 1, undefined]);
    expect(new Set([...start, ...rest].map(({ messageId }) => messageId)).size).toBe(3);
  });
});

describe.skipIf(isVendor)(
  "a signature (https://upstash.com/docs/qstash/features/security, https://upstash.com/docs/qstash/howto/signature)",
  () => {
    const delivered = async () => {
      const path = receiver.path();
      await qstash.client.publish({ url: `${path.url}?x=1`, body: "signed" });
      const { headers } = await first(path);
      return { signature: String(headers["upstash-signature"]), url: `${path.url}?x=1`, body: "signed" };
    };

    test("is accepted by the official receiver for exactly this URL and body", async () => {
      const request = await delivered();
      const official = new Receiver(qstash.keys);
      expect(await official.verify(request)).toBe(true);
      await expect(official.verify({ ...request, body: "forged" })).rejects.toThrow(/body hash/);
      await expect(official.verify({ ...request, url: `${request.url}2` })).rejects.toThrow(/subject/);
    });

    test("is made with the current key, so a receiver without it refuses", async () => {
      const request = await delivered();
      const [header, payload, mac = ""] = request.signature.split(".");
      const stranger = new Receiver({ currentSigningKey: "sig_x", nextSigningKey: qstash.keys.nextSigningKey });
      const before = new Receiver({ currentSigningKey: "sig_old", nextSigningKey: qstash.keys.currentSigningKey });
      const forged = `${header}.${payload}.${mac.startsWith("A") ? "B" : "A"}${mac.slice(1)}`;
      await expect(stranger.verify(request)).rejects.toThrow(/signature/);
      await expect(new Receiver(qstash.keys).verify({ ...request, signature: forged })).rejects.toThrow(/signature/);
      expect(await before.verify(request)).toBe(true);
    });

    test("claims who, what, and five minutes", async () => {
      const { signature, url, body } = await delivered();
      const [header = "", payload = ""] = signature.split(".");
      const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
      expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual({ alg: "HS256", typ: "JWT" });
      expect(claims).toMatchObject({ iss: "Upstash", sub: url, jti: expect.stringMatching(/^jwt_/) });
      expect(claims.exp - claims.nbf).toBe(300);
      expect(claims.iat).toBe(claims.nbf);
      expect(claims.body.replace(/=+$/, "")).toBe(createHash("sha256").update(body).digest("base64url"));
    });
  },
);
