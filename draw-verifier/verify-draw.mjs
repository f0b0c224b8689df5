#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { checkDraw, checkReceipt } from "./check.mjs";

const usage = `holdfast-verify-draw DRAW [RECEIPT]

Checks the opening draw of a Holdfast waiting room, and where one receipt stands in it.
DRAW     a file with the answer of /api/v1/events/{slug}/queue/draw, or its address
RECEIPT  a file with the answer of /api/v1/events/{slug}/queue/receipt

Ends with 0 when every check holds, 1 when one does not, 2 when something could not be read.`;
const say = (line) => process.stdout.write(`${line}\n`);
const timeoutMs = 10_000;
const bytesMax = 100_000;

async function read(name) {
  if (!/^https?:\/\//.test(name)) return JSON.parse(readFileSync(name, "utf8"));
  const response = await fetch(name, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`${name} answers ${response.status}`);
  const text = await response.text();
  if (text.length > bytesMax) throw new Error(`${name} says far too much`);
  return JSON.parse(text);
}

async function run([drawName, receiptName]) {
  const draw = await read(drawName);
  const checks = checkDraw(draw);
  if (receiptName) {
    if (draw.root === null) throw new Error("the draw has not closed: there are no receipts yet");
    checks.push(...checkReceipt(draw, await read(receiptName)));
  }
  for (const [says, holds] of checks) say(`${holds ? "ok  " : "FAIL"} ${says}`);
  if (draw.source === "commitment") {
    say(
      "note the chance is a secret that was committed to before registration: it can be checked, but whoever knew it could have steered who registers",
    );
  }
  if (draw.seed === null)
    say(
      `note ${draw.root === null ? "registration is still open" : "the draw waits for its chance"}: run this again later`,
    );
  return checks.every(([, holds]) => holds) ? 0 : 1;
}

const names = process.argv.slice(2);
if (names.length < 1 || names.length > 2 || names[0].startsWith("-")) {
  say(usage);
  process.exitCode = names[0] === "--help" ? 0 : 2;
} else {
  process.exitCode = await run(names).catch((problem) => {
    process.stderr.write(`cannot tell: ${problem.message}\n`);
    return 2;
  });
}
