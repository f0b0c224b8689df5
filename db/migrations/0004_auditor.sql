CREATE TABLE "job_runs" (
	"job" text PRIMARY KEY NOT NULL,
	"token" text,
	"leased_until" timestamp with time zone,
	"state" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stock_witnesses" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"generation" integer NOT NULL,
	"changes" bigint NOT NULL,
	"suspects" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"suspected_at" timestamp with time zone DEFAULT now() NOT NULL,
	"checked_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stock_witnesses" ADD CONSTRAINT "stock_witnesses_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "orders_uncaptured" ON "orders" USING btree ("paid_at") WHERE "orders"."status" = 'paid' and "orders"."captured_at" is null;