import { createHash } from "node:crypto";
import type { Database } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { series } from "@/db/schema/events";
import { apiKeys, members, organizations } from "@/db/schema/organizers";
import { venues } from "@/db/schema/venues";
import { idOf } from "@/lib/core/ids";
import { venues as demoVenues } from "./programme/venues";

export const organizationId = idOf("demo|organization");
export const venueId = (name: string) => idOf(`demo|venue|${name}`);
export const seriesId = (slug: string) => idOf(`demo|series|${slug}`);
const userId = idOf("demo|user|organizer");

/** Northlight Presents: its owner, its venues, and the key its programs use. */
export async function seedOrganizer(db: Database, apiKey: string | undefined) {
  await db
    .insert(organizations)
    .values({ id: organizationId, name: "Northlight Presents", slug: "northlight" })
    .onConflictDoNothing();
  await db
    .insert(users)
    .values({ id: userId, name: "Noor Lindqvist", email: "organizer@holdfast.test" })
    .onConflictDoNothing();
  await db.insert(members).values({ organizationId, userId, role: "owner" }).onConflictDoNothing();
  await db
    .insert(venues)
    .values(Object.entries(demoVenues).map(([name, venue]) => ({ id: venueId(name), organizationId, ...venue })))
    .onConflictDoNothing();
  await db
    .insert(series)
    .values({ id: seriesId("talking-shop"), organizationId, title: "Talking Shop", slug: "talking-shop" })
    .onConflictDoNothing();
  if (apiKey) await seedKey(db, apiKey);
}

async function seedKey(db: Database, apiKey: string) {
  const hash = createHash("sha256").update(apiKey).digest("hex");
  await db
    .insert(apiKeys)
    .values({ id: idOf("demo|key"), organizationId, name: "Demo", hash, scopes: ["*"] })
    .onConflictDoUpdate({ target: apiKeys.id, set: { hash } });
}
