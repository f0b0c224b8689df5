type Props = React.ComponentProps<"input"> & { title: React.ReactNode; note?: React.ReactNode };

/** One answer of several, or one box to tick, as a row that is easy to hit. */
export const Choice = ({ title, note, ...input }: Props) => (
  <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border-2 border-line px-3 py-2.5 hover:border-edge has-checked:border-ink has-disabled:cursor-not-allowed has-disabled:opacity-55">
    <input className="mt-1 size-4 shrink-0 accent-ink" {...input} />
    <span className="min-w-0">
      <span className="block break-words font-semibold text-sm">{title}</span>
      {note && <span className="block text-muted text-xs">{note}</span>}
    </span>
  </label>
);
