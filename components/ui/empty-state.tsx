/** Nothing is here yet: why, and what to do about it. */
export function EmptyState({ title, text, children }: { title: string; text?: string; children?: React.ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border-2 border-line border-dashed p-6 sm:p-10">
      <p className="font-extrabold text-lg">{title}</p>
      {text && <p className="max-w-[56ch] text-muted">{text}</p>}
      {children && <div className="flex flex-wrap gap-3 pt-2">{children}</div>}
    </div>
  );
}
