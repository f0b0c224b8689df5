import type { z } from "zod";
import type { InvalidInput } from "@/lib/core/action";
import { fieldsOf } from "@/lib/core/fields";
import { type Result, refuse } from "@/lib/core/result";
import type { Permission } from "./permissions";
import { type PermissionProblem, type Permitted, requirePermission } from "./require-permission";

/**
 * A server action of the dashboard: permission is asked for before anything that was sent is looked at, and what was
 * sent is parsed before the handler sees it. The role table test finds it by its file and asks it as every role.
 */
export function permittedAction<
  Allowed extends Permission,
  Schema extends z.ZodType,
  Value,
  Refusal extends { kind: string },
>(
  permission: Allowed,
  schema: Schema,
  handle: (input: z.output<Schema>, by: Permitted<Allowed>) => Promise<Result<Value, Refusal>>,
) {
  return async (raw: unknown): Promise<Result<Value, Refusal | PermissionProblem | InvalidInput>> => {
    const by = await requirePermission(permission);
    if (!by.ok) return by;
    const input = schema.safeParse(raw);
    if (input.success) return handle(input.data, by.value);
    return refuse({ kind: "invalid_request", fields: fieldsOf(input.error) });
  };
}
