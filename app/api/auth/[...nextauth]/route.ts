import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { sendSignInLink } from "@/lib/notifications/send-sign-in-link";

type Context = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own addresses; its options are made per request, as the environment is not read at import. */
const handle = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions(sendSignInLink));

export { handle as GET, handle as POST };
