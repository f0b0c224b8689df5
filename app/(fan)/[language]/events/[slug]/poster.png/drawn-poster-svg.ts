import { drawnPoster } from "@/components/event/drawn-poster";

/** The poster drawn from a title, as a picture of its own and without the title. */
export function drawnPosterSvg(title: string): string {
  const { paper, tiles } = drawnPoster(title);
  const paths = tiles.map(
    ({ x, y, turn, colour }) =>
      `<path d="M0 0H150A150 150 0 0 1 0 150Z" fill="${colour}" transform="translate(${x} ${y}) rotate(${turn * 90} 75 75)"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 750" width="600" height="750"><rect width="600" height="750" fill="${paper}"/>${paths.join("")}</svg>`;
}
