/** One line for a terminal. */
export const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Plain text in columns. */
export function sayTable(head: string[], rows: string[][]): void {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
  for (const each of [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line), ""]) say(each);
}

/** The process ends with the code the work came to; with 2, and why, when it came to none. */
export function endWith(work: Promise<number>): void {
  work.then(process.exit, (problem: unknown) => {
    process.stderr.write(`${problem instanceof Error ? problem.stack : String(problem)}\n`);
    process.exit(2);
  });
}
