/** Every way in which a plan can be broken; the names are stable. */
export type PlanFault =
  // As a text and as a document.
  | "not_json"
  | "not_a_plan"
  | "unknown_format"
  | "unknown_version"
  | "unknown_field"
  | "bad_id"
  | "bad_name"
  | "bad_number"
  | "bad_place"
  | "bad_rank"
  | "bad_capacity"
  | "bad_value"
  // Too little, too much.
  | "no_categories"
  | "no_sections"
  | "empty_section"
  | "empty_row"
  | "too_large"
  | "too_many_categories"
  | "too_many_sections"
  | "too_many_rows"
  | "too_many_seats"
  | "too_many_kinds"
  // One section.
  | "unknown_kind"
  | "standing_with_rows"
  | "seats_with_capacity"
  // Names and places that must differ, or be there.
  | "duplicate_category"
  | "duplicate_section_id"
  | "duplicate_section_name"
  | "duplicate_row_name"
  | "duplicate_seat_id"
  | "duplicate_seat_number"
  | "unknown_category"
  | "same_place"
  // Who sits beside whom.
  | "aisle_outside"
  | "aisle_twice"
  | "companion_alone"
  | "accessible_companion";

/** `path` leads to the section, row or seat in the document: `sections.0.rows.2.seats.5`; empty for the whole. */
export type PlanError = { code: PlanFault; path: string; detail: string };

/** At most `errorsMax` of what is wrong. */
export type BrokenPlan = { kind: "broken_plan"; errors: PlanError[] };
export const errorsMax = 20;
