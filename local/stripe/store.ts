import { type CollectionName, type Collections, collectionNames, type Tables } from "./collections";
import { type Change, openJournal } from "./journal";
import { prune } from "./prune";

export type Store = ReturnType<typeof openStore>;

/**
 * Everything Stripe knows, in memory. Records are never changed in place, only replaced, so an event may keep the
 * object it tells of. One transaction is one line of the journal and is written before its answer leaves.
 */
export function openStore(stateDir: string) {
  const journal = openJournal(stateDir);
  const tables = emptyTables();
  let pending: { change: Change; undo: () => void }[] | undefined;

  for (const { name, id, record } of journal.read()) restore(tables, name, id, record);
  prune(tables, Date.now());
  journal.rewrite(everything(tables));

  function set<Name extends CollectionName>(name: Name, id: string, record: Collections[Name] | null) {
    if (!pending) throw new Error(`${name} was changed outside a transaction`);
    const table = tables[name];
    const before = table.get(id);
    pending.push({ change: { name, id, record }, undo: () => replace(table, id, before ?? null) });
    replace(table, id, record);
  }

  return {
    get: <Name extends CollectionName>(name: Name, id: string) => tables[name].get(id),
    put<Name extends CollectionName>(name: Name, record: Collections[Name]) {
      set(name, record.id, record);
      return record;
    },
    remove: (name: CollectionName, id: string) => set(name, id, null),
    oldestFirst: <Name extends CollectionName>(name: Name) => [...tables[name].values()],

    /** All or nothing: a bug inside leaves no trace. Synchronous, so nothing happens in between. */
    transaction<Outcome>(work: () => Outcome): Outcome {
      if (pending) return work();
      pending = [];
      try {
        const outcome = work();
        if (pending.length > 0) journal.append(pending.map(({ change }) => change));
        return outcome;
      } catch (error) {
        for (const { undo } of pending.reverse()) undo();
        throw error;
      } finally {
        pending = undefined;
        if (journal.needsRewrite()) this.compact();
      }
    },

    compact() {
      prune(tables, Date.now());
      journal.rewrite(everything(tables));
    },

    clear() {
      for (const name of collectionNames) tables[name].clear();
      journal.rewrite([]);
    },
  };
}

function emptyTables(): Tables {
  return {
    payment_intents: new Map(),
    charges: new Map(),
    payment_methods: new Map(),
    confirmation_tokens: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    balance_transactions: new Map(),
    events: new Map(),
    webhook_endpoints: new Map(),
    cards: new Map(),
    challenges: new Map(),
    attempts: new Map(),
    remembered: new Map(),
    deliveries: new Map(),
    undelivered: new Map(),
    jobs: new Map(),
    webhook_mode: new Map(),
  };
}

const replace = <Kept>(table: Map<string, Kept>, id: string, record: Kept | null) =>
  record === null ? table.delete(id) : table.set(id, record);

// The file holds only what put() wrote, so a record has its table's shape.
function restore(tables: Tables, name: CollectionName, id: string, record: object | null) {
  replace<object>(tables[name], id, record);
}

function* everything(tables: Tables): Generator<Change> {
  for (const name of collectionNames) {
    for (const [id, record] of tables[name]) yield { name, id, record };
  }
}
