type Props = { title: string; lead?: React.ReactNode; children?: React.ReactNode };

/** What this page is, and what can be done with the whole of it. */
export function PageHead({ title, lead, children }: Props) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="flex min-w-0 flex-col gap-1">
        <h1 className="text-2xl">{title}</h1>
        {lead && <p className="max-w-[64ch] text-muted">{lead}</p>}
      </div>
      {children && <div className="flex flex-wrap gap-3">{children}</div>}
    </header>
  );
}
