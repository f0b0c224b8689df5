/** Plain text in which `this` is code. */
export function Marked({ text }: { text: string }) {
  return [...text.matchAll(/`([^`]+)`|[^`]+/g)].map(({ 0: plain, 1: code, index }) =>
    code ? (
      <code key={index} className="rounded-sm bg-sunken px-1 font-mono text-[0.9em] [overflow-wrap:anywhere]">
        {code}
      </code>
    ) : (
      plain
    ),
  );
}
