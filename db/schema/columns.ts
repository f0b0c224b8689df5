import { integer, timestamp, uuid } from "drizzle-orm/pg-core";

export const at = (name?: string) =>
  name ? timestamp(name, { withTimezone: true }) : timestamp({ withTimezone: true });
export const createdAt = () => at().notNull().defaultNow();
export const id = () => uuid().primaryKey();
export const cents = () => integer().notNull().default(0);
