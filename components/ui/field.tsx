import { useId } from "react";

export const inputClass =
  "min-h-12 w-full min-w-0 rounded-md border-2 border-edge bg-surface px-3 py-2 text-base text-ink placeholder:text-muted hover:border-ink aria-invalid:border-bad";

type Props = Omit<React.ComponentProps<"input">, "id"> & { label: string; hint?: string; error?: string | undefined };

/** A labelled input; what is wrong with it is said beside it and read out with it. */
export function Field({ label, hint, error, ...input }: Props) {
  const id = useId();
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className="font-semibold text-sm">
        {label}
      </label>
      <input
        id={id}
        className={inputClass}
        aria-invalid={error ? true : undefined}
        aria-describedby={notes || undefined}
        {...input}
      />
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
