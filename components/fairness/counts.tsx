import { useFormatter } from "next-intl";
import { Card } from "@/components/ui/card";

type Props = { title: string; note: string; counts: { name: string; value: number }[] };

/** How often things happened, a line each, and what that says. */
export function Counts({ title, note, counts }: Props) {
  const format = useFormatter();
  return (
    <Card title={title}>
      <p className="text-muted">{note}</p>
      <dl className="flex flex-col gap-3">
        {counts.map(({ name, value }) => (
          <div key={name} className="flex items-baseline justify-between gap-4 border-line border-b pb-3">
            <dt>{name}</dt>
            <dd className="font-extrabold tabular-nums">{format.number(value)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
