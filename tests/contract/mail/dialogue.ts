import { connect } from "node:net";
import { createInterface } from "node:readline";

/** Speaks SMTP line by line, as no library would: each line is sent once the one before is answered. */
export function dialogue(port: number, lines: readonly string[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    const waiting = [...lines];
    const answers: string[] = [];
    let answer = "";
    socket.setTimeout(10_000, () => reject(new Error(`no answer to line ${answers.length} of ${lines.join(" / ")}`)));
    socket.once("error", reject);
    createInterface({ input: socket }).on("line", (line) => {
      answer += `${line}\n`;
      // A dash after the code says that another line follows.
      if (line[3] === "-") return;
      answers.push(answer.trimEnd());
      answer = "";
      const next = waiting.shift();
      if (next !== undefined) return socket.write(`${next}\r\n`);
      socket.destroy();
      resolve(answers.slice(1));
    });
    socket.once("close", () => resolve(answers.slice(1)));
  });
}

export const codes = (answers: readonly string[]) => answers.map((answer) => Number(answer.slice(0, 3)));
