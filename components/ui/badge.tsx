const tones = {
  plain: "bg-sunken text-ink",
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
  accent: "bg-accent text-on-accent",
};
export type Tone = keyof typeof tones;

/** One word about a thing's state. */
export const Badge = ({ tone = "plain", children }: { tone?: Tone; children: React.ReactNode }) => (
  <span
    className={`inline-flex items-center whitespace-nowrap rounded-sm px-2 py-0.5 font-bold text-xs ${tones[tone]}`}
  >
    {children}
  </span>
);
