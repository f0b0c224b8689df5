/** The place of something that is on its way. */
export const Skeleton = ({ className = "h-6 w-full" }: { className?: string }) => (
  <div aria-hidden="true" className={`animate-pulse rounded-md bg-sunken ${className}`} />
);
