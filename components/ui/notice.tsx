const tones = {
  plain: "border-edge bg-surface text-ink",
  bad: "border-bad bg-bad-soft text-ink",
  good: "border-good bg-good-soft text-ink",
};

type Props = {
  tone?: keyof typeof tones;
  title?: string;
  /** `alert` interrupts a screen reader, `status` waits its turn. */
  role?: "alert" | "status";
  children?: React.ReactNode;
};

export function Notice({ tone = "plain", title, role, children }: Props) {
  return (
    <div role={role} className={`rounded-md border-s-4 px-4 py-3 ${tones[tone]}`}>
      {title && <p className="font-bold">{title}</p>}
      {children}
    </div>
  );
}
