/** A ring that grips: the letter h with its foot held fast. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="size-8" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M9 6v20M9 17a7 7 0 0 1 14 0v3a4 4 0 0 1-8 0"
        fill="none"
        strokeWidth="4"
        strokeLinecap="round"
        className="stroke-on-accent"
      />
    </svg>
  );
}
