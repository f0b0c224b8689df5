ALTER TABLE "waiting_room_people" ADD COLUMN "place" integer;--> statement-breakpoint
ALTER TABLE "waiting_room_people" ADD COLUMN "here" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "waiting_room_people" ADD COLUMN "passed" integer;--> statement-breakpoint
CREATE INDEX "waiting_room_people_here" ON "waiting_room_people" USING btree ("event_id","place") WHERE "waiting_room_people"."here";