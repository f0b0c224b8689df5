import { copyFileSync, fstatSync, mkdirSync, openSync, readSync, truncateSync } from "node:fs";
import { dirname } from "node:path";

const bytesMax = 4 * 1024 * 1024;
const checkMs = 1_000;

/** A log that a process appends to by itself. It never holds more than its limit; one older part is kept beside it. */
export class Log {
  readonly path: string;
  readonly descriptor: number;

  constructor(path: string, limitBytes = bytesMax) {
    mkdirSync(dirname(path), { recursive: true });
    this.path = path;
    this.descriptor = openSync(path, "a+");
    this.shorten(0);
    setInterval(() => this.shorten(limitBytes), checkMs).unref();
  }

  /** Writers append, so they go on at the new end after the cut. */
  shorten(limitBytes: number) {
    if (fstatSync(this.descriptor).size <= limitBytes) return;
    copyFileSync(this.path, `${this.path}.1`);
    truncateSync(this.path);
  }

  lastLines(count: number): string {
    const { size } = fstatSync(this.descriptor);
    const window = Buffer.alloc(Math.min(size, 16_384));
    readSync(this.descriptor, window, 0, window.length, size - window.length);
    return window.toString("utf8").trimEnd().split("\n").slice(-count).join("\n");
  }
}
