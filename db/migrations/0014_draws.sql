CREATE TABLE "draws" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"rules" text NOT NULL,
	"rules_hash" text NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"chain" jsonb,
	"round" integer,
	"commitment" text,
	"secret" text,
	"salt_key" text NOT NULL,
	"announced_at" timestamp with time zone DEFAULT now() NOT NULL,
	"count" integer,
	"root" text,
	"leaves" "bytea",
	"drawn_round" integer,
	"closed_at" timestamp with time zone,
	"beacon" text,
	"signature" text,
	"seed" text,
	"opened_at" timestamp with time zone,
	CONSTRAINT "draws_one_source" CHECK (num_nonnulls("draws"."round", "draws"."commitment") = 1),
	CONSTRAINT "draws_source_is_whole" CHECK (("draws"."chain" is null) = ("draws"."round" is null) and ("draws"."secret" is null) = ("draws"."commitment" is null)),
	CONSTRAINT "draws_closed_is_whole" CHECK (num_nulls("draws"."count", "draws"."root", "draws"."leaves", "draws"."closed_at") in (0, 4)),
	CONSTRAINT "draws_opened_is_whole" CHECK (num_nulls("draws"."beacon", "draws"."seed", "draws"."opened_at") in (0, 3)),
	CONSTRAINT "draws_closed_before_opened" CHECK ("draws"."seed" is null or "draws"."root" is not null),
	CONSTRAINT "draws_leaf_each" CHECK ("draws"."count" is null or ("draws"."count" >= 0 and length("draws"."leaves") = 32 * "draws"."count"))
);
--> statement-breakpoint
ALTER TABLE "draws" ADD CONSTRAINT "draws_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- What a step of a draw has told stays as it is: nobody steers it afterwards.
CREATE FUNCTION refuse_redraw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the draw of % stays as it was told', OLD.event_id USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER draws_announced_once BEFORE UPDATE ON "draws" FOR EACH ROW WHEN (
  (NEW.rules, NEW.rules_hash, NEW.closes_at, NEW.chain, NEW.round, NEW.commitment, NEW.secret, NEW.salt_key, NEW.announced_at)
  IS DISTINCT FROM
  (OLD.rules, OLD.rules_hash, OLD.closes_at, OLD.chain, OLD.round, OLD.commitment, OLD.secret, OLD.salt_key, OLD.announced_at)
) EXECUTE FUNCTION refuse_redraw();
--> statement-breakpoint
CREATE TRIGGER draws_closed_once BEFORE UPDATE ON "draws" FOR EACH ROW WHEN (
  OLD.root IS NOT NULL AND (NEW.count, NEW.root, NEW.leaves, NEW.drawn_round, NEW.closed_at)
  IS DISTINCT FROM (OLD.count, OLD.root, OLD.leaves, OLD.drawn_round, OLD.closed_at)
) EXECUTE FUNCTION refuse_redraw();
--> statement-breakpoint
CREATE TRIGGER draws_opened_once BEFORE UPDATE ON "draws" FOR EACH ROW WHEN (
  OLD.seed IS NOT NULL AND (NEW.beacon, NEW.signature, NEW.seed, NEW.opened_at)
  IS DISTINCT FROM (OLD.beacon, OLD.signature, OLD.seed, OLD.opened_at)
) EXECUTE FUNCTION refuse_redraw();
