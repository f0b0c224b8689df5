import Link from "next/link";
import { buttonClass } from "@/components/ui/button-class";

type Props = {
  /** Where it leads; undefined where there is nowhere to go. */
  first: string | undefined;
  more: string | undefined;
  texts: { label: string; first: string; more: string };
};

/** Back to the newest, and on to what is older. */
export function Pager({ first, more, texts }: Props) {
  if (!first && !more) return null;
  return (
    <nav aria-label={texts.label} className="flex gap-3">
      {first && (
        <Link href={first} className={buttonClass("quiet")}>
          {texts.first}
        </Link>
      )}
      {more && (
        <Link href={more} className={buttonClass("quiet")}>
          {texts.more}
        </Link>
      )}
    </nav>
  );
}
