import { mailTexts } from "@/lib/tickets/texts";
import { Action, Layout, Small, Words } from "./layout";

export function SignInMail({ url, minutes }: { url: string; minutes: number }) {
  const text = mailTexts();
  return (
    <Layout preview={text("signIn.preview", { minutes })} title={text("signIn.title")}>
      <Words>{text("signIn.lead", { minutes })}</Words>
      <Action href={url}>{text("signIn.open")}</Action>
      <Small>{text("signIn.notYou")}</Small>
    </Layout>
  );
}
