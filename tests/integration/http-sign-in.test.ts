import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { mailsTo } from "../fixtures/sale";
import { eventually, rows, stack } from "../fixtures/stack";

/** A browser's cookies, as far as signing in needs them. */
function aBrowser(jar = new Map<string, string>()) {
  return async (path: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(path, stack.url), {
      method: form ? "POST" : "GET",
      headers: { Cookie: cookie },
      redirect: "manual",
      ...(form && { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    return response;
  };
}
type Browser = ReturnType<typeof aBrowser>;

async function askForLink(browser: Browser, email: string, callbackUrl = "/account") {
  const { csrfToken } = (await (await browser("/api/auth/csrf")).json()) as { csrfToken: string };
  // Who cannot be counted in time is sent nothing, and asks again.
  return eventually(
    () => browser("/api/auth/signin/email", { csrfToken, email, callbackUrl }),
    ({ status }) => status !== 503,
  );
}

const linksTo = async (email: string) =>
  (await mailsTo(email)).map(({ text }) => new URL(/https?:\S+\/sign-in\/confirm\S+/.exec(text)?.[0] ?? "http://none"));

async function linkFor(browser: Browser, email: string, callbackUrl?: string) {
  await askForLink(browser, email, callbackUrl);
  const [link] = await eventually(
    () => linksTo(email),
    (links) => links.length > 0,
  );
  if (!link) throw new Error("no mail came");
  return link;
}

/** What the button of the confirm page does. */
const confirm = (browser: Browser, link: URL) => browser(`/api/auth/callback/email${link.search}`);
const whoIs = async (browser: Browser) =>
  ((await (await browser("/api/auth/session")).json()) as { user?: { email: string } }).user?.email;
const anAddress = () => `fan.${randomUUID().slice(0, 8)}@example.com`;

describe("a mailed link", () => {
  test("leads to a page of ours, signs in once, and lasts ten minutes", async () => {
    const [browser, email] = [aBrowser(), anAddress()];
    const link = await linkFor(browser, email);
    expect(link.origin).toBe(stack.url);
    const [stored] = await rows<{ seconds: number }>(
      "select extract(epoch from expires - now())::int as seconds from verification_tokens where identifier = $1",
      [email],
    );
    expect(stored?.seconds).toBeGreaterThan(500);
    expect(stored?.seconds).toBeLessThanOrEqual(600);

    const done = await confirm(browser, link);
    expect(new URL(done.headers.get("location") ?? "", stack.url).pathname).toBe("/account");
    expect(await whoIs(browser)).toBe(email);

    const thief = aBrowser();
    expect((await confirm(thief, link)).headers.get("location")).toContain("error=Verification");
    expect(await whoIs(thief)).toBeUndefined();
  });

  test("opened by a mail scanner still works for the person", async () => {
    const [browser, email] = [aBrowser(), anAddress()];
    const link = await linkFor(browser, email);
    await (await fetch(link)).text();
    await confirm(browser, link);
    expect(await whoIs(browser)).toBe(email);
  });

  test("is not sent a sixth time while five still work", async () => {
    const [browser, email] = [aBrowser(), anAddress()];
    for (let link = 0; link < 5; link++) await askForLink(browser, email);
    const refused = await askForLink(browser, email);
    expect(refused.headers.get("location")).toContain("error=AccessDenied");
    expect(
      await eventually(
        () => mailsTo(email),
        (mails) => mails.length >= 5,
      ),
    ).toHaveLength(5);
  });
});

test("signing out ends the session at once, although sessions are cached", async () => {
  const [jar, email] = [new Map<string, string>(), anAddress()];
  const browser = aBrowser(jar);
  await confirm(browser, await linkFor(browser, email));
  const kept = aBrowser(new Map(jar));
  expect([await whoIs(browser), await whoIs(kept)]).toEqual([email, email]);
  const { csrfToken } = (await (await browser("/api/auth/csrf")).json()) as { csrfToken: string };
  await browser("/api/auth/signout", { csrfToken, callbackUrl: "/" });
  expect(await whoIs(browser)).toBeUndefined();
  expect(await whoIs(kept)).toBeUndefined();
  const left = await rows("select 1 from sessions s join users u on u.id = s.user_id where u.email = $1", [email]);
  expect(left).toEqual([]);
});

test("one person is one account, however the address is spelled", async () => {
  const [browser, email] = [aBrowser(), anAddress()];
  await confirm(browser, await linkFor(browser, email));
  const again = aBrowser();
  await askForLink(again, `  ${email.toUpperCase()} `);
  const links = await eventually(
    () => linksTo(email),
    (found) => found.length > 1,
  );
  expect(links.map(({ searchParams }) => searchParams.get("email"))).toEqual([email, email]);
  expect(await rows("select 1 from users where email = $1", [email])).toHaveLength(1);
});

test.each([
  ["two addresses", "a@example.com,b@example.com"],
  ["a line break", "a@example.com\r\nBcc: b@example.com"],
  ["a full-width @", "a＠example.com"],
  ["no address", "nobody"],
])("%s is refused", async (_name, email) => {
  const refused = await askForLink(aBrowser(), email);
  expect(refused.headers.get("location")).toContain("error=EmailSignin");
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "http://user@localhost/",
])("after signing in nobody is sent to %s", async (callbackUrl) => {
  const refused = await askForLink(aBrowser(), anAddress(), callbackUrl);
  const target = new URL(refused.headers.get("location") ?? "", stack.url);
  expect(target.origin).toBe(stack.url);
  expect(decodeURIComponent(refused.headers.getSetCookie().join())).not.toContain("evil");
});

test("more than a form can hold is refused before it is read whole", async () => {
  const answerTo = (bytes: number) => aBrowser()("/api/auth/signin/email", { email: "x".repeat(bytes) });
  expect((await answerTo(1024 * 1024)).status).toBe(413);
  expect((await answerTo(1024)).status).toBeLessThan(400);
});
