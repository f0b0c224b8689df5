import { useId } from "react";

export const inputClass =
  "min-h-12 w-full min-w-0 rounded-md border-2 border-edge bg-surface px-3 py-2 text-base text-ink placeholder:text-muted hover:border-ink aria-invalid:border-bad";

type Labels = { label: string; hint?: string | undefined; error?: string | undefined };
type Props = Omit<React.ComponentProps<"input">, "id"> & Labels;

function useNotes({ hint, error }: Labels) {
  const id = useId();
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, described: { "aria-invalid": error ? true : undefined, "aria-describedby": notes || undefined } };
}

/** Label, control, and what is to be said about it, read out with it. */
function Labelled({ id, label, hint, error, children }: Labels & { id: string; children: React.ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-semibold text-sm">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="font-semibold text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

/** A labelled input; what is wrong with it is said beside it and read out with it. */
export function Field({ label, hint, error, ...input }: Props) {
  const { id, described } = useNotes({ label, hint, error });
  return (
    <Labelled {...{ id, label, hint, error }}>
      <input id={id} className={inputClass} {...described} {...input} />
    </Labelled>
  );
}

export function TextareaField({ label, hint, error, ...area }: Omit<React.ComponentProps<"textarea">, "id"> & Labels) {
  const { id, described } = useNotes({ label, hint, error });
  return (
    <Labelled {...{ id, label, hint, error }}>
      <textarea id={id} className={`${inputClass} min-h-32`} {...described} {...area} />
    </Labelled>
  );
}

type SelectProps = Omit<React.ComponentProps<"select">, "id"> & Labels & { options: readonly [string, string][] };

/** The browser's own list: it works without scripts, by keyboard, and as a wheel on a phone. */
export function SelectField({ label, hint, error, options, ...select }: SelectProps) {
  const { id, described } = useNotes({ label, hint, error });
  return (
    <Labelled {...{ id, label, hint, error }}>
      <select id={id} className={inputClass} {...described} {...select}>
        {options.map(([value, word]) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
