CREATE TABLE "seating_plan_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"document" jsonb NOT NULL,
	"digest" text NOT NULL,
	"places" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seating_plan_versions_number_once" UNIQUE("plan_id","number"),
	CONSTRAINT "seating_plan_versions_document_once" UNIQUE("plan_id","digest"),
	CONSTRAINT "seating_plan_versions_places_positive" CHECK ("seating_plan_versions"."places" > 0)
);
--> statement-breakpoint
CREATE TABLE "seating_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"venue_id" uuid,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "seating_plans_name_once" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "seating_runs" (
	"version_id" uuid NOT NULL,
	"section" text NOT NULL,
	"first" integer NOT NULL,
	"last" integer NOT NULL,
	"category" text NOT NULL,
	CONSTRAINT "seating_runs_version_id_section_first_pk" PRIMARY KEY("version_id","section","first"),
	CONSTRAINT "seating_runs_in_order" CHECK ("seating_runs"."first" between 1 and "seating_runs"."last")
);
--> statement-breakpoint
ALTER TABLE "ticket_types" ALTER COLUMN "pool_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "seating_plan_version_id" uuid;--> statement-breakpoint
ALTER TABLE "pools" ADD COLUMN "section" text;--> statement-breakpoint
ALTER TABLE "ticket_types" ADD COLUMN "category" text;--> statement-breakpoint
ALTER TABLE "seating_plan_versions" ADD CONSTRAINT "seating_plan_versions_plan_id_seating_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."seating_plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seating_plans" ADD CONSTRAINT "seating_plans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seating_plans" ADD CONSTRAINT "seating_plans_venue_id_venues_id_fk" FOREIGN KEY ("venue_id") REFERENCES "public"."venues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seating_runs" ADD CONSTRAINT "seating_runs_version_id_seating_plan_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."seating_plan_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_seating_plan_version_id_seating_plan_versions_id_fk" FOREIGN KEY ("seating_plan_version_id") REFERENCES "public"."seating_plan_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pools" ADD CONSTRAINT "pools_section_once" UNIQUE("event_id","section");--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_pool_or_category" CHECK (num_nonnulls("ticket_types"."pool_id", "ticket_types"."category") = 1);--> statement-breakpoint
ALTER TABLE "ticket_types" ADD CONSTRAINT "ticket_types_category_is_seated" CHECK ("ticket_types"."category" is null or "ticket_types"."kind" = 'seated');