import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { problemResponse, requestIdOf } from "@/lib/core/http";
import { sendSignInLink } from "@/lib/notifications/send-sign-in-link";
import { type LimitProblem, limit } from "@/lib/rate-limit/limit";
import { networkOf } from "@/lib/rate-limit/network";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own addresses; its options are made per request, as the environment is not read at import. */
async function handle(request: NextRequest, context: Context): Promise<Response> {
  let refused: LimitProblem | undefined;
  const mayMail = async (address: string) => {
    const counted = await limit("sign-in", { address, network: networkOf(request.headers) });
    if (!counted.ok) refused = counted.problem;
    return counted.ok;
  };
  const response: Response = await NextAuth(request, context, authOptions(sendSignInLink, mayMail));
  return refused ? problemResponse(refused, requestIdOf(request)) : response;
}

export { handle as GET, handle as POST };
