/** A fault that a local emulator could have, and the contract case that must notice it. */
export type Plant = { file: string; from: string; to: string; suite: string; caughtBy: string };

const upstash = "tests/contract/upstash.test.ts";
const neon = "tests/contract/neon.test.ts";
const qstash = (name: string) => `tests/contract/qstash/${name}.test.ts`;
const stripe = (name: string) => `tests/contract/stripe/${name}.test.ts`;

export const plants: Record<string, Plant> = {
  "the gateway forgets base64 inside lists": {
    file: "gateway/render.ts",
    from: "reply.map((each) => renderReply(each, base64))",
    to: "reply.map((each) => renderReply(each, false))",
    suite: upstash,
    caughtBy: "a value, an integer, a missing one and a list each keep their kind",
  },
  "a pipeline stops at its first error": {
    file: "gateway/execute.ts",
    from: "replies.map((reply) => renderOutcome(reply, base64)).join()",
    to: "replies.slice(0, replies.findIndex((reply) => reply instanceof Error) + 1 || undefined).map((reply) => renderOutcome(reply, base64)).join()",
    suite: upstash,
    caughtBy: "a pipeline answers in order, each command with its own result or error",
  },
  "an unknown script has another error text": {
    file: "gateway/render.ts",
    from: "renderError(reply.message) :",
    to: 'renderError(reply.message.replace("NOSCRIPT", "ERR")) :',
    suite: upstash,
    caughtBy: "a script Redis has not seen answers NOSCRIPT",
  },
  "any bearer token opens the gateway": {
    file: "gateway/authorize.ts",
    from: "return same(Buffer.from(given), header)",
    to: 'return given.startsWith("Bearer ")',
    suite: upstash,
    caughtBy: "a wrong token is refused and changes nothing",
  },
  "numbers in JSON come as strings": {
    file: "neon/text-types.ts",
    from: "json.has(oid) ? asJson(oid) : asText",
    to: "asText",
    suite: neon,
    caughtBy: "values are typed JSON in objects unless raw text and lists are asked for",
  },
  "errors over HTTP lose their SQLSTATE": {
    file: "neon/answer-sql.ts",
    from: "const { message, name, length, stack, ...fields } = error;",
    to: "const { message, name, length, stack, code, ...fields } = error;",
    suite: neon,
    caughtBy: "an error carries Postgres's own fields",
  },
  "rows never come as lists": {
    file: "neon/run.ts",
    from: '...(rowAsArray && { rowMode: "array" }),',
    to: "",
    suite: neon,
    caughtBy: "a template becomes parameters, never text",
  },
  "a batch over HTTP is no transaction": {
    file: "neon/run.ts",
    from: "  await client.query(begin(options));",
    to: "  begin(options);",
    suite: neon,
    caughtBy: "the queries of a transaction answer in order, in one transaction",
  },
  "a large message over WebSocket is cut": {
    file: "neon/tunnel.ts",
    from: "const messageBytesMax = 64 * 1024 * 1024;",
    to: "const messageBytesMax = 64 * 1024;",
    suite: neon,
    caughtBy: "a long result and a large parameter arrive whole",
  },
  "QStash ignores the deduplication id": {
    file: "qstash/deduplicate.ts",
    from: "if (settings.deduplicationId) return",
    to: 'if (settings.deduplicationId === "") return',
    suite: "tests/contract/qstash.test.ts",
    caughtBy: "is one message when its deduplication id is the same, two when it is not",
  },
  "QStash signs with another key": {
    file: "qstash/sign.ts",
    from: "new TextEncoder().encode(key)",
    to: 'new TextEncoder().encode(key + "x")',
    suite: qstash("delivery"),
    caughtBy: "is accepted by the official receiver for exactly this URL and body",
  },
  "QStash signs another body": {
    file: "qstash/sign.ts",
    from: 'createHash("sha256").update(body)',
    to: 'createHash("sha256").update(body).update("\\n")',
    suite: qstash("delivery"),
    caughtBy: "is accepted by the official receiver for exactly this URL and body",
  },
  "QStash ignores how many retries a message wants": {
    file: "qstash/settings.ts",
    from: 'Number(headers["upstash-retries"] ?? retriesDefault)',
    to: "Number(retriesDefault)",
    suite: qstash("retries"),
    caughtBy: "is tried as often as the message says, and no more",
  },
  "Stripe ignores the idempotency key": {
    file: "stripe/idempotency.ts",
    from: "if (!key) return undefined;",
    to: "if (key !== undefined) return undefined;",
    suite: stripe("idempotency"),
    caughtBy: "a repeat gets the first answer, marked as a replay",
  },
  "Stripe captures a second time without a word": {
    file: "stripe/intents/capture.ts",
    from: "  refuseByState(intent);",
    to: '  if (intent.status === "succeeded") return intent;\n  refuseByState(intent);',
    suite: stripe("errors"),
    caughtBy: "a paid intent cannot be confirmed, captured or canceled again",
  },
  "Stripe confirms what was canceled": {
    file: "stripe/intents/confirm.ts",
    from: 'intent.status === "canceled" || ',
    to: "",
    suite: stripe("errors"),
    caughtBy: "a canceled intent stays canceled",
  },
  "Stripe's webhooks are signed wrongly": {
    file: "stripe/webhooks/sign.ts",
    from: 'createHmac("sha256", secret)',
    to: 'createHmac("sha256", secret + "x")',
    suite: stripe("webhooks"),
    caughtBy: "each step is told, signed for the official library",
  },
  "Stripe forgets the 500 it gave a key": {
    file: "stripe/api.ts",
    from: "if (status === 500) store",
    to: "if (status === 0) store",
    suite: stripe("faults"),
    caughtBy: "a 500 is kept by its key, though nothing was done",
  },
  "hidden recipients get no mail": {
    file: "mail/smtp.ts",
    from: "envelope.rcptTo.map(",
    to: "envelope.rcptTo.slice(0, 1).map(",
    suite: "tests/contract/mail.test.ts",
    caughtBy: "mails are found by each recipient, hidden ones too",
  },
};
