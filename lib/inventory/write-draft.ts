import { redis } from "@/lib/redis/client";
import type { Draft } from "./draft";
import { keys } from "./keys";

// At most 512 KB a call: a line of a hold is far below 1 KB, and so is everything else but the catalogue.
const chunkMax = 500;
const numbersMax = 20_000;
const seatsMax = 64_000;
/** A draft whose rebuild died goes away by itself. */
const draftMs = 60_000;

const chunks = <Item>(items: Item[], size: number) =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/** With its time to live in the same call: whoever dies behind it leaves nothing for good. */
const mortal = (key: string, written: Promise<unknown>) => Promise.all([written, redis().pexpire(key, draftMs)]);

/** Writes under `draftKey` of each key, in chunks. Nothing reads it before the swap. */
export async function writeDraft(eventId: string, draft: Draft, draftKey: (key: string) => string): Promise<void> {
  await writeEach(draftKey(keys.sale(eventId)), chunks([...draft.fields], chunkMax), (key, fields) =>
    redis().hset(key, Object.fromEntries(fields)),
  );
  await writeSorted(draftKey(keys.expiry(eventId)), draft.expiry);
  await writeSorted(draftKey(keys.returns(eventId)), draft.returns);
  const seatsKey = draftKey(keys.seats(eventId));
  const parts = chunks([...draft.seats], seatsMax).map((part) => part.join(""));
  for (const [index, part] of parts.entries()) {
    await mortal(seatsKey, redis().setrange(seatsKey, index * seatsMax, part));
  }
  for (const [rangeId, numbers] of draft.freed) {
    await writeEach(draftKey(keys.freed(eventId, rangeId)), chunks(numbers, numbersMax), (key, [first = 0, ...rest]) =>
      redis().sadd(key, first, ...rest),
    );
  }
}

const writeSorted = (key: string, entries: Draft["expiry"]) =>
  writeEach(key, chunks(entries, chunkMax), (each, [first, ...rest]) =>
    first ? redis().zadd(each, first, ...rest) : Promise.resolve(),
  );

async function writeEach<Item>(key: string, parts: Item[][], write: (key: string, part: Item[]) => Promise<unknown>) {
  for (const part of parts) await mortal(key, write(key, part));
}
