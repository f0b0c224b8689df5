declare const mark: unique symbol;

/**
 * Proof that somebody may do something in an organization. Only `lib/auth` makes one, of a membership or a key (the
 * architecture test says so); a verb that asks for it cannot be called by whoever forgot to ask for permission.
 */
export type Grant<Allowed extends string> = {
  organizationId: string;
  /** As the audit log names them: `user:<id>` or `key:<id>`. */
  actor: string;
  requestId?: string | undefined;
  readonly [mark]: Allowed;
};

export const grant = <Allowed extends string>(who: {
  organizationId: string;
  actor: string;
  requestId?: string | undefined;
}) => who as Grant<Allowed>;
