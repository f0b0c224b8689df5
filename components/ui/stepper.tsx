"use client";

const sideClass =
  "grid size-12 place-items-center rounded-md border-2 border-edge font-bold text-lg hover:border-ink disabled:opacity-40";

type Props = {
  name: string;
  value: number;
  max: number;
  disabled?: boolean;
  onChange: (value: number) => void;
  texts: { label: string; fewer: string; more: string };
};

/** A number with a button on each side; typing works, and so does the form without scripts. */
export function Stepper({ name, value, max, disabled = false, onChange, texts }: Props) {
  const set = (wanted: number) =>
    onChange(Math.max(0, Math.min(max, Number.isFinite(wanted) ? Math.floor(wanted) : 0)));
  return (
    <div className="flex shrink-0 items-center gap-1">
      <button
        type="button"
        className={sideClass}
        aria-label={texts.fewer}
        disabled={disabled || value <= 0}
        onClick={() => set(value - 1)}
      >
        −
      </button>
      <input
        type="number"
        inputMode="numeric"
        name={name}
        aria-label={texts.label}
        min={0}
        max={max}
        value={value}
        readOnly={disabled}
        onChange={(event) => set(event.target.valueAsNumber)}
        className="size-12 rounded-md bg-transparent text-center font-extrabold text-lg tabular-nums [appearance:textfield] [&::-webkit-inner-spin-button]:appearance-none [&::-webkit-outer-spin-button]:appearance-none"
      />
      <button
        type="button"
        className={sideClass}
        aria-label={texts.more}
        disabled={disabled || value >= max}
        onClick={() => set(value + 1)}
      >
        +
      </button>
    </div>
  );
}
