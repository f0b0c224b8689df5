import { describe, expect, test } from "vitest";
import { languages } from "@/lib/core/languages";
import { aSale } from "../fixtures/sale";
import { stack } from "../fixtures/stack";

const page = (path: string) => fetch(`${stack.url}${path}`, { redirect: "manual" });

describe("the address says the language", () => {
  test("the bare address speaks the first language, the others lie under their own name", async () => {
    const { slug } = await aSale();
    for (const path of ["/", `/events/${slug}`, "/account", "/sign-in"]) {
      const bare = await page(path);
      expect({ path, status: bare.status, html: await bare.text() }).toMatchObject({
        status: 200,
        html: expect.stringContaining('<html lang="en" dir="ltr"'),
      });
      const arabic = await page(path === "/" ? "/ar" : `/ar${path}`);
      expect({ path, status: arabic.status, html: await arabic.text() }).toMatchObject({
        status: 200,
        html: expect.stringContaining('<html lang="ar" dir="rtl"'),
      });
    }
  });

  test("one page has one address: the first language's own name leads to the bare one", async () => {
    const answer = await page("/en/events/x?y=1");
    expect([answer.status, answer.headers.get("location")]).toEqual([308, "/events/x?y=1"]);
  });

  test("what is no page is a 404 in every language, as its address has none", async () => {
    for (const path of ["/no-such-page", "/ar/no-such-page", "/xx", "/dashboard/no-such-page"]) {
      const answer = await page(path);
      expect({ path, status: answer.status }).toEqual({ path, status: 404 });
      const html = await answer.text();
      for (const language of languages) expect(html).toContain(`lang="${language}"`);
    }
  });

  test("a page under what is no language is none", async () => {
    const { slug } = await aSale();
    expect((await page(`/ar/events/${slug}/pick`)).status).toBe(200);
    for (const head of ["AR", "xx", "english"]) {
      expect({ head, status: (await page(`/${head}/events/${slug}/pick`)).status }).toEqual({ head, status: 400 });
      expect({ head, status: (await page(`/${head}/events/${slug}`)).status }).toEqual({ head, status: 404 });
    }
  });

  test("every language is known where requests are routed", async () => {
    for (const language of languages.slice(1)) expect((await page(`/${language}`)).status).toBe(200);
  });
});
