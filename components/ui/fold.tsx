/** Something most people do not need, behind its name: the browser's own, so it opens without scripts. */
export function Fold({ title, open, children }: { title: string; open?: boolean; children: React.ReactNode }) {
  return (
    <details className="group border-line border-t" open={open}>
      <summary className="flex min-h-12 list-none items-center justify-between gap-4 py-3 font-bold text-sm [&::-webkit-details-marker]:hidden">
        {title}
        <span aria-hidden="true" className="text-lg transition-transform duration-150 group-open:rotate-45">
          +
        </span>
      </summary>
      <div className="pb-5">{children}</div>
    </details>
  );
}
