import { useFormatter } from "next-intl";

type Figure = { name: string; value: number; note?: string };

/** Counts, each under its name. */
export function Figures({ figures }: { figures: Figure[] }) {
  const format = useFormatter();
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-5">
      {figures.map(({ name, value, note }) => (
        <div key={name} className="flex min-w-0 flex-col gap-1 rounded-lg bg-surface p-4 shadow-lift">
          <dt className="font-semibold text-muted text-sm">{name}</dt>
          <dd className="font-extrabold text-2xl tabular-nums">{format.number(value)}</dd>
          {note && <dd className="text-muted text-sm">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
