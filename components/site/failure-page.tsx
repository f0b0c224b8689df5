"use client";

import { buttonClass } from "@/components/ui/button-class";
import { useErrorTexts } from "./error-texts";

/** A page of ours broke. The digest finds the line in the log. */
export function FailurePage({ digest, retry }: { digest?: string | undefined; retry: () => void }) {
  const texts = useErrorTexts();
  return (
    <div role="alert" className="flex max-w-2xl flex-col items-start gap-4 py-16">
      <h1 className="text-2xl">{texts?.title}</h1>
      <p className="text-muted">{texts?.text}</p>
      <div className="flex flex-wrap gap-4">
        <button type="button" className={buttonClass()} onClick={retry}>
          {texts?.retry}
        </button>
        <a href={texts?.homePath ?? "/"} className={buttonClass("quiet")}>
          {texts?.home}
        </a>
      </div>
      {digest && <p className="text-muted text-xs">{digest}</p>}
    </div>
  );
}
