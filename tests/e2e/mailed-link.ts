import { mailsTo } from "../fixtures/sale";
import { eventually } from "../fixtures/stack";

const usedLinks = new Set<string>();

/** The sign-in link that was mailed and not used yet, once it has come. */
export async function mailedLink(address: string) {
  const links = async () =>
    (await mailsTo(address)).flatMap(({ text }) => /https?:\/\/\S*\/sign-in\/confirm\S*/.exec(text ?? "")?.[0] ?? []);
  const fresh = await eventually(
    async () => (await links()).filter((link) => !usedLinks.has(link)),
    (found) => found.length > 0,
  );
  const [link = ""] = fresh;
  usedLinks.add(link);
  return link;
}
