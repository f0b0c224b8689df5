import { CopyButton } from "@/components/ui/copy-button";

type Fact = { name: string; value: string; copy?: boolean };

/** Digests and times, each under its name; what is long may be copied. */
export function DrawFacts({ facts, texts }: { facts: Fact[]; texts: { copy: string; copied: string } }) {
  return (
    <dl className="flex flex-col gap-4">
      {facts.map(({ name, value, copy }) => (
        <div key={name} className="flex flex-col gap-1">
          <dt className="text-muted text-sm">{name}</dt>
          <dd className="flex flex-wrap items-center gap-x-4 gap-y-2">
            {copy ? (
              <>
                <code dir="ltr" className="min-w-0 break-all rounded-sm bg-sunken px-2 py-1 text-sm">
                  {value}
                </code>
                <CopyButton text={value} texts={texts} />
              </>
            ) : (
              <span className="font-bold">{value}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
