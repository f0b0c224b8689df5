import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { problemResponse, requestIdOf } from "@/lib/core/http";
import { readText } from "@/lib/core/read-body";
import { sendSignInLink } from "@/lib/notifications/send-sign-in-link";
import { type LimitProblem, limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";

type Context = { params: Promise<{ nextauth: string[] }> };

const bytesMax = 64 * 1024;

/** The request with a body of at most `bytesMax`, as next-auth reads whatever comes; undefined when it is longer. */
async function bounded(request: NextRequest): Promise<NextRequest | undefined> {
  if (!request.body) return request;
  const body = await readText(request, bytesMax);
  const { method, headers, nextUrl } = request;
  return body === undefined ? undefined : new NextRequest(nextUrl, { method, headers, body });
}

/** next-auth's own addresses; its options are made per request, as the environment is not read at import. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  let refused: LimitProblem | undefined;
  const mayMail = async (address: string) => {
    const counted = await limit("sign-in", { address, network: networkOf(request.headers) });
    if (!counted.ok) refused = counted.problem;
    return counted.ok;
  };
  const read = await bounded(request);
  if (!read) return problemResponse({ kind: "too_large" }, requestIdOf(request));
  const response: Response = await NextAuth(read, context, authOptions(sendSignInLink, mayMail));
  return refused ? problemResponse(refused, requestIdOf(request)) : response;
}

export { handle as GET, handle as POST };
