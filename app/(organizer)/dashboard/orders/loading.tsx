import { Skeleton } from "@/components/ui/skeleton";

const rows = ["a", "b", "c", "d", "e", "f"];

export default function Loading() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <Skeleton className="h-12 w-56" />
      <Skeleton className="h-14" />
      {rows.map((row) => (
        <Skeleton key={row} className="h-16" />
      ))}
    </div>
  );
}
