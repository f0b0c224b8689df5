import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { defaultLanguage, type Language, languages, pathIn } from "@/lib/core/languages";
import { stack } from "../fixtures/stack";
import { type Screen, screenSets } from "./screens";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Another theme is the same page in other colours. */
const themes = { light: undefined, dark: ["color-contrast"] };
const grave = new Set(["serious", "critical"]);

/** What axe finds that keeps somebody out, on the page as it is now. */
async function graveFindings(page: Page, rules?: string[]): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations, passes } = await (rules ? builder.withRules(rules) : builder.withTags(wcag)).analyze();
  expect(passes.length).toBeGreaterThan(0);
  return violations
    .filter(({ impact }) => grave.has(impact ?? ""))
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

async function visit(context: BrowserContext, screen: Screen, language: Language): Promise<string[]> {
  await context.clearCookies();
  await context.addCookies(screen.cookies);
  const page = await context.newPage();
  const found: string[] = [];
  await page.goto(pathIn(language, screen.path));
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  for (const [colorScheme, rules] of Object.entries(themes)) {
    await page.emulateMedia({ colorScheme: colorScheme === "dark" ? "dark" : "light", reducedMotion: "reduce" });
    // Colours on their way from one theme to the other are those of neither.
    await page.waitForFunction(() => document.getAnimations().every((each) => !(each instanceof CSSTransition)));
    const findings = await graveFindings(page, rules);
    found.push(...findings.map((finding) => `${screen.name} ${language} ${colorScheme}: ${finding}`));
  }
  await page.close();
  return found;
}

/** The dashboard speaks English only. */
const spoken = [...languages.map((language) => ["fan", language] as const), ["organizer", defaultLanguage] as const];

for (const [who, language] of spoken) {
  test(`no screen of the ${who} keeps anybody out, in ${language} and either theme`, async ({ browser }) => {
    test.setTimeout(20 * 60_000);
    const context = await browser.newContext({ baseURL: stack.url });
    const found: string[] = [];
    for (const screen of await screenSets[who]()) found.push(...(await visit(context, screen, language)));
    await context.close();
    expect(found).toEqual([]);
  });
}

test("the check finds a page that does keep somebody out", async ({ page }) => {
  await page.setContent(
    '<html lang="en"><title>Shop</title><main><h1>Shop</h1><img src="/icon.svg"><button></button></main></html>',
  );
  expect((await graveFindings(page)).map((finding) => finding.split(":")[0]).sort()).toEqual([
    "button-name",
    "image-alt",
  ]);
});
