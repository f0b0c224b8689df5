import Link from "next/link";
import { useFanPath } from "./use-fan-path";

type Props = Omit<React.ComponentProps<typeof Link>, "href"> & { href: string };

/** A link to a fan page, in the language of the page it stands on. */
export function FanLink({ href, ...link }: Props) {
  return <Link href={useFanPath()(href)} {...link} />;
}

/** The same as another document: for pages with a policy of their own, and away from those. */
export function FanAnchor({ href, children, ...anchor }: React.ComponentProps<"a"> & { href: string }) {
  return (
    <a href={useFanPath()(href)} {...anchor}>
      {children}
    </a>
  );
}
