/** Something to paste. Long lines wrap, so nobody has to scroll sideways. */
export function Code({ children }: { children: string }) {
  return (
    <pre className="rounded-md border border-line bg-sunken p-4 text-xs">
      <code className="whitespace-pre-wrap font-mono [overflow-wrap:anywhere]">{children}</code>
    </pre>
  );
}
