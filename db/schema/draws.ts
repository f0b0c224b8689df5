import { sql } from "drizzle-orm";
import { check, customType, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { at, createdAt } from "./columns";
import { events } from "./events";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Which drand chain the chance is from. */
export type DrawChain = { hash: string; publicKey: string; genesisSeconds: number; periodSeconds: number };

/**
 * The opening draw of one event: announced before anybody registers, closed, opened. What a step wrote stays as it is
 * (by a trigger), so whoever repeats a step finds what it was. All digests in hex.
 */
export const draws = pgTable(
  "draws",
  {
    eventId: uuid()
      .primaryKey()
      .references(() => events.id),
    /** The text that was announced, as it is hashed. */
    rules: text().notNull(),
    rulesHash: text().notNull(),
    closesAt: at().notNull(),
    /** The chain and its round that was announced; null where a secret was committed to. */
    chain: jsonb().$type<DrawChain>(),
    round: integer(),
    /** SHA-256 of a secret of ours that takes the place of a beacon. */
    commitment: text(),
    /** The secret, told at the opening. */
    secret: text(),
    /** What the salts of receipts are made with. */
    saltKey: text().notNull(),
    announcedAt: createdAt(),
    count: integer(),
    root: text(),
    /** Of everybody in the order of joining, 32 bytes each: the hashed person, or nothing but zeros. */
    leaves: bytes(),
    /** The round that counts: the announced one, or a later one where the root was stored late. */
    drawnRound: integer(),
    closedAt: at(),
    /** The beacon's value, or the secret. */
    beacon: text(),
    signature: text(),
    seed: text(),
    openedAt: at(),
  },
  (t) => [
    check("draws_one_source", sql`num_nonnulls(${t.round}, ${t.commitment}) = 1`),
    check(
      "draws_source_is_whole",
      sql`(${t.chain} is null) = (${t.round} is null) and (${t.secret} is null) = (${t.commitment} is null)`,
    ),
    check("draws_closed_is_whole", sql`num_nulls(${t.count}, ${t.root}, ${t.leaves}, ${t.closedAt}) in (0, 4)`),
    check("draws_opened_is_whole", sql`num_nulls(${t.beacon}, ${t.seed}, ${t.openedAt}) in (0, 3)`),
    check("draws_closed_before_opened", sql`${t.seed} is null or ${t.root} is not null`),
    check("draws_leaf_each", sql`${t.count} is null or (${t.count} >= 0 and length(${t.leaves}) = 32 * ${t.count})`),
  ],
);
