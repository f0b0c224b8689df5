import "server-only";

export async function sendSignInLink({ to, url }: { to: string; url: string }): Promise<void> {
  throw new Error(`not sent yet: ${to} ${url.length}`);
}
