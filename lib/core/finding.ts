/** One promise found broken. */
export type Finding = {
  /** Stable name of the check; docs/operations.md says what each means. */
  check: string;
  /** What it is about: an order, a ticket, a unit, an intent. */
  subject: string;
  /** What was found, in words and figures. */
  detail: string;
};

/** The same of the same finding in two readings. */
export const nameOf = ({ check, subject, detail }: Finding) => [check, subject, detail].join("|");
