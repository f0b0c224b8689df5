import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { fileURLToPath } from "node:url";

/** For scripts that run without a bundler (`node --import`): a `.lua` file is its text, as in the app. */
if (!import.meta.url.includes("?hooks")) register(`${import.meta.url}?hooks`);

export async function load(url, context, next) {
  if (!url.endsWith(".lua")) return next(url, context);
  const source = `export default ${JSON.stringify(await readFile(fileURLToPath(url), "utf8"))}`;
  return { format: "module", source, shortCircuit: true };
}
