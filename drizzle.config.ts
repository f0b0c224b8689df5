import { defineConfig } from "drizzle-kit";

const analytics = process.env.DRIZZLE_DATABASE === "analytics";

export default defineConfig({
  dialect: "postgresql",
  casing: "snake_case",
  schema: analytics ? "./db/analytics/schema.ts" : "./db/schema/*.ts",
  out: analytics ? "./db/analytics/migrations" : "./db/migrations",
});
