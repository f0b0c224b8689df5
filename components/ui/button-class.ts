const base =
  "inline-flex min-h-12 items-center justify-center gap-2 rounded-md px-5 py-3 text-center font-bold leading-tight transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

const looks = {
  primary: "bg-accent text-on-accent hover:bg-ink hover:text-paper",
  quiet: "border-2 border-edge bg-transparent text-ink hover:border-ink",
  plain: "min-h-11 px-0 py-2 text-ink underline decoration-2 decoration-accent underline-offset-4 hover:decoration-ink",
};

/** One look for buttons and for links that act like one. */
export const buttonClass = (look: keyof typeof looks = "primary") => `${base} ${looks[look]}`;
