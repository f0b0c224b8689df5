ALTER TABLE "outbox" ADD COLUMN "reopened" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "done_at" timestamp with time zone;--> statement-breakpoint
-- What was published before nobody could say done is not told again.
UPDATE "outbox" SET "done_at" = "published_at";--> statement-breakpoint
CREATE INDEX "outbox_unanswered" ON "outbox" USING btree ("published_at") WHERE "outbox"."published_at" is not null and "outbox"."done_at" is null;