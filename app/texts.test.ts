import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { filesBelow, sourceOf } from "@/tests/fixtures/imports";

type Node = { type: string; start: number; [key: string]: unknown };

/** What people read or hear, wherever it stands. */
const spoken = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "title",
  "alt",
  "placeholder",
  "label",
]);
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
const childrenOf = (node: Node) =>
  Object.values(node)
    .flatMap((value) => [value].flat())
    .filter(isNode);

/** An address is no text, nor is what has no word in it. */
const isText = (value: unknown) =>
  typeof value === "string" && /\p{L}{2}/u.test(value) && !value.trim().startsWith("/");

/** The words an expression may come to, as far as they are written in it. */
function wordsIn(node: Node): string[] {
  if (node.type === "Literal") return isText(node.value) ? [String(node.value)] : [];
  if (node.type === "TemplateLiteral") {
    const parts = [node.quasis].flat().filter(isNode);
    return parts.map(({ value }) => String((value as { cooked: string }).cooked)).filter(isText);
  }
  if (node.type === "ConditionalExpression") return [node.consequent, node.alternate].filter(isNode).flatMap(wordsIn);
  if (node.type === "LogicalExpression") return [node.left, node.right].filter(isNode).flatMap(wordsIn);
  if (node.type === "JSXExpressionContainer") return isNode(node.expression) ? wordsIn(node.expression) : [];
  return [];
}

function textsIn(node: Node): string[] {
  const found = childrenOf(node).flatMap(textsIn);
  if (node.type === "JSXText" && isText(node.value)) return [...found, String(node.value).trim()];
  if (node.type === "JSXElement" || node.type === "JSXFragment") {
    const held = [node.children].flat().filter(isNode);
    return [...found, ...held.filter(({ type }) => type === "JSXExpressionContainer").flatMap(wordsIn)];
  }
  if (node.type === "JSXAttribute" && isNode(node.name) && spoken.has(String(node.name.name))) {
    return isNode(node.value) ? [...found, ...wordsIn(node.value)] : found;
  }
  return found;
}

function textsOf(path: string, source: string): string[] {
  const program: unknown = parseSync(path, source).program;
  return isNode(program) ? textsIn(program) : [];
}

const pages = filesBelow().filter(
  (path) => /^(?:app\/\(fan\)|app\/\(organizer\)|components)\/.*\.tsx$/.test(path) && !path.includes(".test."),
);

test("everything people read comes from a catalogue", () => {
  expect(pages.length).toBeGreaterThan(50);
  expect(pages.flatMap((path) => textsOf(path, sourceOf(path)).map((text) => `${path}: ${text}`))).toEqual([]);
});

test("a text that stands in a page is found, however it got there", () => {
  const planted = `export const Page = ({ on, t, path }) => (
    <main title={on ? "Tickets" : t("off")} className="text-lg">
      <p aria-label="Close">Sold out {on && "today"} · 12 × €</p>
      <img alt={\`Poster \${t("x")}\`} src="/posters/x.svg" />
      <code>/api/v1{path}</code>
    </main>
  );`;
  expect(textsOf("planted.tsx", planted).sort()).toEqual(["Close", "Poster ", "Sold out", "Tickets", "today"]);
});
