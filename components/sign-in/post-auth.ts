"use client";

const timeoutMs = 15_000;

/** The address or the network asked too often. */
export class TooManyAsked extends Error {
  override name = "TooManyAsked";
}

/** Posts to next-auth as its own pages do: with the token that proves the form is ours. Answers where to go next. */
export async function postAuth(path: string, fields: Record<string, string>): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  const token = await fetch("/api/auth/csrf", { signal });
  const { csrfToken }: { csrfToken: string } = await token.json();
  const answer = await fetch(`/api/auth/${path}`, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    signal,
  });
  if (answer.status === 429) throw new TooManyAsked();
  const { url }: { url?: string } = await answer.json();
  if (!answer.ok || !url) throw new Error("sign-in was not answered");
  return url;
}
