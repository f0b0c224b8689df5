CREATE TABLE "waiting_room_lanes" (
	"event_id" uuid NOT NULL,
	"lane" text NOT NULL,
	"issued" bigint DEFAULT 0 NOT NULL,
	"serving" bigint DEFAULT 0 NOT NULL,
	"holes" text DEFAULT '' NOT NULL,
	CONSTRAINT "waiting_room_lanes_event_id_lane_pk" PRIMARY KEY("event_id","lane")
);
--> statement-breakpoint
ALTER TABLE "waiting_room_people" ADD COLUMN "lane" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "waiting_room_lanes" ADD CONSTRAINT "waiting_room_lanes_event_id_waiting_rooms_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."waiting_rooms"("event_id") ON DELETE no action ON UPDATE no action;