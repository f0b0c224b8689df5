const button =
  "inline-flex items-center justify-center gap-2 rounded-md text-center font-bold leading-tight transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";
const sizes = { md: "min-h-12 px-5 py-3", sm: "min-h-10 px-3 py-2 text-sm" };

const looks = {
  primary: `${button} bg-accent text-on-accent hover:bg-ink hover:text-paper`,
  quiet: `${button} border-2 border-edge text-ink hover:border-ink`,
  danger: `${button} bg-bad text-paper hover:bg-ink`,
  plain:
    "inline-flex min-h-11 items-center font-bold text-ink underline decoration-2 decoration-mark underline-offset-4 hover:decoration-ink",
};
const unsized = { plain: { md: "py-2", sm: "py-2 text-sm" } };

/** One look for buttons and for links that act like one. */
export const buttonClass = (look: keyof typeof looks = "primary", size: keyof typeof sizes = "md") =>
  `${looks[look]} ${look === "plain" ? unsized.plain[size] : sizes[size]}`;
