CREATE TABLE "waiting_room_people" (
	"event_id" uuid NOT NULL,
	"person" text NOT NULL,
	"admitted_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"limit_at" timestamp with time zone,
	"left" boolean DEFAULT false NOT NULL,
	CONSTRAINT "waiting_room_people_event_id_person_pk" PRIMARY KEY("event_id","person")
);
--> statement-breakpoint
CREATE TABLE "waiting_rooms" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"passes_from" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"issued" bigint DEFAULT 0 NOT NULL,
	"serving" bigint DEFAULT 0 NOT NULL,
	"admitted" bigint DEFAULT 0 NOT NULL,
	"peak" real DEFAULT 0 NOT NULL,
	"holes" text DEFAULT '' NOT NULL,
	"revoked" text[] DEFAULT '{}' NOT NULL,
	"told" text DEFAULT '0' NOT NULL,
	"saved_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "waiting_room_people" ADD CONSTRAINT "waiting_room_people_event_id_waiting_rooms_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."waiting_rooms"("event_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;