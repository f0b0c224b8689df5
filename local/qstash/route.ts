import type { Answer } from "@/local/http/answer";
import type { Request } from "@/local/http/server";
import type { Context } from "./context";

type Handler = (context: Context, request: Request, found: string[]) => Answer;

/** `path` is matched against the target as sent: a destination URL keeps its slashes and its query. */
export type Route = { method: string; path: RegExp; handle: Handler };

export const route = (method: string, path: RegExp, handle: Handler): Route => ({ method, path, handle });
