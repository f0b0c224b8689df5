const button =
  "inline-flex min-h-12 items-center justify-center gap-2 rounded-md px-5 py-3 text-center font-bold leading-tight transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

const looks = {
  primary: `${button} bg-accent text-on-accent hover:bg-ink hover:text-paper`,
  quiet: `${button} border-2 border-edge text-ink hover:border-ink`,
  plain:
    "inline-flex min-h-11 items-center py-2 font-bold text-ink underline decoration-2 decoration-accent underline-offset-4 hover:decoration-ink",
};

/** One look for buttons and for links that act like one. */
export const buttonClass = (look: keyof typeof looks = "primary") => looks[look];
