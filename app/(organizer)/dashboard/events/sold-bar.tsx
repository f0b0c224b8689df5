type Props = { sold: number; held?: number; capacity: number; text: string; className?: string };

const share = (part: number, whole: number) => `${whole > 0 ? Math.min(100, (100 * part) / whole) : 0}%`;

/** How full something is, said in words and drawn beside them. */
export function SoldBar({ sold, held = 0, capacity, text, className = "" }: Props) {
  return (
    <div className={`flex flex-col gap-1.5 ${className}`}>
      <p className="text-sm tabular-nums">{text}</p>
      <div aria-hidden="true" className="flex h-2 overflow-hidden rounded-sm bg-line">
        <div className="bg-good transition-[width] duration-500" style={{ width: share(sold, capacity) }} />
        <div className="bg-accent transition-[width] duration-500" style={{ width: share(held, capacity) }} />
      </div>
    </div>
  );
}
