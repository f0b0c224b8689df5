import { doublePrecision, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id } from "./columns";
import { organizations } from "./organizers";

export const venues = pgTable("venues", {
  id: id(),
  organizationId: uuid()
    .notNull()
    .references(() => organizations.id),
  name: text().notNull(),
  address: text().notNull().default(""),
  city: text().notNull(),
  country: text().notNull(),
  latitude: doublePrecision(),
  longitude: doublePrecision(),
});
