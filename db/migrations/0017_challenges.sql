ALTER TABLE "waiting_rooms" ADD COLUMN "asked" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "waiting_rooms" ADD COLUMN "solved" bigint DEFAULT 0 NOT NULL;