/** Rows of figures. On a phone the table scrolls inside its own frame, by touch and by keyboard. */
export function Table({ caption, children }: { caption: string; children: React.ReactNode }) {
  return (
    // What scrolls must be reachable by keyboard (WCAG 2.1.1); this rule is off for this file in biome.json.
    <section aria-label={caption} tabIndex={0} className="-mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6">
      <table className="w-full border-collapse text-start text-sm tabular-nums">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

type Cell = React.ComponentProps<"td"> & { number?: boolean };
const cell = (number: boolean | undefined, className = "") =>
  `${number ? "text-end" : "text-start"} px-2 first:ps-0 last:pe-0 ${className}`;

export const Th = ({ number, className, ...th }: Cell) => (
  <th scope="col" className={cell(number, `pb-2 font-semibold text-muted text-xs ${className ?? ""}`)} {...th} />
);
export const Tr = (tr: React.ComponentProps<"tr">) => <tr className="border-line border-t" {...tr} />;
export const Td = ({ number, className, ...td }: Cell) => (
  <td className={cell(number, `py-3 align-middle ${className ?? ""}`)} {...td} />
);
