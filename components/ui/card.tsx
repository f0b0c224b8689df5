type Props = { title?: string; action?: React.ReactNode; className?: string; children: React.ReactNode };

/** A sheet of paper on the desk. With a title it is a section of its own. */
export function Card({ title, action, className = "", children }: Props) {
  const look = `flex min-w-0 flex-col gap-4 rounded-lg bg-surface p-4 shadow-lift sm:p-6 ${className}`;
  if (!title) return <div className={look}>{children}</div>;
  return (
    <section className={look}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
