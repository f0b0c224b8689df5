const inks = [
  { paper: "#1d3fd1", ink: "#ffd9bd", mark: "#ff5b1f" },
  { paper: "#f5b82e", ink: "#5b1608", mark: "#d6452b" },
  { paper: "#0b4a5c", ink: "#f6ffe9", mark: "#3bb6a8" },
  { paper: "#ff8fb1", ink: "#32051b", mark: "#f0412a" },
  { paper: "#1b1430", ink: "#f1e4ff", mark: "#8a35dd" },
  { paper: "#d9e4d0", ink: "#0f1a15", mark: "#0a6140" },
] as const;

/** The same title always gives the same sheet. */
function numberOf(title: string) {
  let sum = 2_166_136_261;
  for (const letter of title) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 16_777_619);
  return sum >>> 0;
}

/** Quarter circles on a grid of 600 by 600, in three inks. */
export function drawnPoster(title: string) {
  const number = numberOf(title);
  const { paper, ink, mark } = inks[number % inks.length] ?? inks[0];
  const tiles = Array.from({ length: 12 }, (_, tile) => ({
    x: (tile % 3) * 200,
    y: Math.floor(tile / 3) * 150,
    turn: (number >>> tile) & 3,
    colour: (number >>> (tile + 7)) & 1 ? ink : mark,
  }));
  return { paper, ink, tiles };
}

/** The same with the title set across the foot. */
export function DrawnPoster({ title, titled = true }: { title: string; titled?: boolean }) {
  const { paper, ink, tiles } = drawnPoster(title);
  return (
    <div className="relative aspect-4/5 w-full overflow-hidden" style={{ background: paper, color: ink }} aria-hidden>
      <svg viewBox="0 0 600 600" className="w-full" aria-hidden="true">
        {tiles.map(({ x, y, turn, colour }) => (
          <path
            key={`${x}/${y}`}
            d="M0 0H150A150 150 0 0 1 0 150Z"
            fill={colour}
            transform={`translate(${x} ${y}) rotate(${turn * 90} 75 75)`}
          />
        ))}
      </svg>
      {titled && (
        <p
          className="absolute inset-x-4 bottom-4 line-clamp-4 font-black text-lg leading-none [font-stretch:90%]"
          dir="auto"
        >
          {title}
        </p>
      )}
    </div>
  );
}
