import { mailTexts } from "@/lib/tickets/texts";
import { Action, Layout, Small, Words } from "./layout";

type Props = { organization: string; email: string; role: string; link: string };

export function InvitationMail({ organization, email, role, link }: Props) {
  const text = mailTexts();
  return (
    <Layout preview={text("invitation.preview", { organization })} title={text("invitation.title", { organization })}>
      <Words>{text("invitation.lead", { organization, role })}</Words>
      <Words>{text("invitation.how", { email })}</Words>
      <Action href={link}>{text("invitation.open")}</Action>
      <Small>{text("invitation.why", { organization })}</Small>
    </Layout>
  );
}
