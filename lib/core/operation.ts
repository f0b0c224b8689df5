import type { z } from "zod";
import type { Problem, ProblemKind } from "./problem";
import type { Result } from "./result";

/** Who a route answers: `fan` is a visitor's token, `stripe` a signed message, anything else the scope of an API key. */
export type Caller = "anyone" | "fan" | "stripe" | `key:${string}`;

/** JSON of this schema, a file of this media type, or an empty body. */
export type Answer = z.ZodType | { file: string } | null;

/** Decides who may ask, and says so. */
export type Admit<Who> = {
  (request: Request): Promise<Result<Who, Problem>>;
  by: Caller;
  problems: readonly ProblemKind[];
};

/** What a route tells of itself, once: its types, the API document and the page made of it all read it here. */
export type Told<Kind extends ProblemKind = ProblemKind> = {
  /** As a generated client names it. */
  name?: string;
  summary?: string;
  detail?: string;
  /** Any one of them; `admit` says its own. */
  by?: readonly Caller[];
  answers?: { readonly [status: number]: Answer };
  /** What the handler may refuse with, beside what the door itself refuses. */
  problems?: readonly Kind[];
  /** Whether an `Idempotency-Key` is remembered. */
  idempotent?: boolean;
  /** Whether a pass of the waiting room may be asked for. */
  passes?: boolean;
  /** A body as somebody would send it. */
  example?: object;
};

export type Operation = Told & {
  admit?: Pick<Admit<unknown>, "by" | "problems">;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
};
