import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { limits } from "./limits";
import { type Mail, readMail } from "./read-mail";

type Entry = { id: string; to: string[]; bytes: number };

export type Mailbox = {
  /** The mail is on disk when this resolves. */
  add(raw: Buffer, to: string[]): Promise<void>;
  /** Newest first. */
  list(filter: { to?: string | undefined; countMax: number }): Promise<Mail[]>;
  get(id: string): Promise<Mail | undefined>;
  raw(id: string): Promise<Buffer | undefined>;
  count(): number;
  clear(): Promise<void>;
};

/** Two files a mail: as it came (.eml) and as it is read (.json). The second one being there is what counts. */
export function openMailbox(folder: string): Mailbox {
  mkdirSync(folder, { recursive: true });
  const entries = loadEntries(folder);
  const newId = idMaker();
  const fileOf = (id: string, kind: "eml" | "json") => join(folder, `${id}.${kind}`);

  const put = async (path: string, content: string | Buffer) => {
    await writeFile(`${path}.new`, content);
    await rename(`${path}.new`, path);
  };
  const remove = async (id: string) => {
    entries.delete(id);
    await Promise.all([rm(fileOf(id, "json"), { force: true }), rm(fileOf(id, "eml"), { force: true })]);
  };
  const trim = async () => {
    let bytes = [...entries.values()].reduce((sum, entry) => sum + entry.bytes, 0);
    for (const entry of [...entries.values()]) {
      if (entries.size <= limits.mailsMax && bytes <= limits.bytesMax) return;
      bytes -= entry.bytes;
      await remove(entry.id);
    }
  };
  const get = async (id: string): Promise<Mail | undefined> => {
    if (!entries.has(id)) return undefined;
    try {
      return JSON.parse(await readFile(fileOf(id, "json"), "utf8"));
    } catch {
      return undefined; // cleared while it was read
    }
  };

  return {
    add: async (raw, to) => {
      const mail = await readMail(newId(), to, raw);
      const json = JSON.stringify(mail);
      await put(fileOf(mail.id, "eml"), raw);
      await put(fileOf(mail.id, "json"), json);
      entries.set(mail.id, { id: mail.id, to: mail.to, bytes: raw.length + json.length });
      await trim();
    },
    list: async ({ to, countMax }) => {
      const wanted = to?.toLowerCase();
      const found = [...entries.values()].filter((entry) => wanted === undefined || entry.to.includes(wanted));
      const mails = await Promise.all(
        found
          .slice(-countMax)
          .reverse()
          .map(({ id }) => get(id)),
      );
      return mails.filter((mail) => mail !== undefined);
    },
    get,
    raw: async (id) => (entries.has(id) ? readFile(fileOf(id, "eml")).catch(() => undefined) : undefined),
    count: () => entries.size,
    clear: async () => {
      for (const id of [...entries.keys()]) await remove(id);
    },
  };
}

function loadEntries(folder: string) {
  const names = readdirSync(folder).sort();
  const entries = new Map<string, Entry>();
  for (const name of names.filter((file) => file.endsWith(".json"))) {
    const content = readFileSync(join(folder, name), "utf8");
    const { id, to }: Mail = JSON.parse(content);
    const eml = statSync(join(folder, `${id}.eml`), { throwIfNoEntry: false });
    entries.set(id, { id, to, bytes: content.length + (eml?.size ?? 0) });
  }
  // What a killed process left half written was never accepted.
  for (const name of names) if (!entries.has(name.split(".")[0] ?? "")) rmSync(join(folder, name));
  return entries;
}

/** Ids that sort as the mails came, also across restarts. */
function idMaker() {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Date.now() * 1_000);
    return last.toString(36).padStart(11, "0");
  };
}
