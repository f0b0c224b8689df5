import type { z } from "zod";
import type { InvalidInput } from "@/lib/core/action";
import { fieldsOf } from "@/lib/core/fields";
import { type Result, refuse } from "@/lib/core/result";
import { currentUser, type User } from "./current-user";
import type { Permission } from "./permissions";
import { type PermissionProblem, type Permitted, requirePermission } from "./require-permission";

type Handle<Schema extends z.ZodType, Who, Value, Refusal extends { kind: string }> = (
  input: z.output<Schema>,
  who: Who,
) => Promise<Result<Value, Refusal>>;

/** Who asks is known before anything that was sent is looked at; what was sent is parsed before it is handled. */
function guarded<
  Schema extends z.ZodType,
  Who,
  Value,
  Refusal extends { kind: string },
  Denial extends { kind: string },
>(
  ask: (organizationId?: string) => Promise<Result<Who, Denial>>,
  schema: Schema,
  handle: Handle<Schema, Who, Value, Refusal>,
) {
  return async (raw: unknown, organizationId?: string): Promise<Result<Value, Refusal | Denial | InvalidInput>> => {
    const who = await ask(organizationId);
    if (!who.ok) return who;
    const input = schema.safeParse(raw);
    if (input.success) return handle(input.data, who.value);
    return refuse({ kind: "invalid_request", fields: fieldsOf(input.error) });
  };
}

/**
 * A server action of the dashboard. The role table test finds it by its file and asks it as every role. One that names
 * nothing of an organization is told which one its page shows: another tab may have chosen another since.
 */
export const permittedAction = <
  Allowed extends Permission,
  Schema extends z.ZodType,
  Value,
  Refusal extends { kind: string },
>(
  permission: Allowed,
  schema: Schema,
  handle: Handle<Schema, Permitted<Allowed>, Value, Refusal>,
) =>
  guarded<Schema, Permitted<Allowed>, Value, Refusal, PermissionProblem>(
    (organizationId) => requirePermission(permission, organizationId),
    schema,
    handle,
  );

async function signedIn(): Promise<Result<User, { kind: "unauthenticated" }>> {
  const user = await currentUser();
  return user ? { ok: true, value: user } : refuse({ kind: "unauthenticated" });
}

/** The same for whoever is signed in, with or without an organization. */
export const signedInAction = <Schema extends z.ZodType, Value, Refusal extends { kind: string }>(
  schema: Schema,
  handle: Handle<Schema, User, Value, Refusal>,
) => guarded(signedIn, schema, handle);
