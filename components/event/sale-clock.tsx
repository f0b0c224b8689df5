export type SaleClockTexts = { clock: string; days: string; hours: string; minutes: string; seconds: string };

const secondMs = 1000;
const two = (value: number) => String(value).padStart(2, "0");

/** Days, hours, minutes and seconds until the sale; decoration beside the date, which is said in words. */
export function SaleClock({ leftMs, texts }: { leftMs: number | undefined; texts: SaleClockTexts }) {
  const left = Math.max(0, Math.ceil((leftMs ?? 0) / secondMs));
  const parts = [
    [Math.floor(left / 86_400), texts.days],
    [Math.floor(left / 3600) % 24, texts.hours],
    [Math.floor(left / 60) % 60, texts.minutes],
    [left % 60, texts.seconds],
  ] as const;
  return (
    <div className="flex flex-col gap-2" aria-hidden="true">
      <p className="font-semibold text-sm">{texts.clock}</p>
      <div className="grid grid-cols-4 gap-2 text-center">
        {parts.map(([value, unit]) => (
          <p key={unit} className="min-w-0 rounded-md bg-sunken py-3 text-ink">
            <span className="block font-extrabold text-xl tabular-nums [font-stretch:110%]">
              {leftMs === undefined ? "–" : two(value)}
            </span>
            <span className="text-muted text-xs">{unit}</span>
          </p>
        ))}
      </div>
    </div>
  );
}
