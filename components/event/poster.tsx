import { DrawnPoster } from "./drawn-poster";

type Props = {
  title: string;
  posterPath: string;
  /** Empty where the title stands beside it. */
  alt?: string;
  priority?: boolean;
  /** Too small to read a title on it. */
  small?: boolean;
};

/** The organizer's poster, four by five; without one it is drawn from the title. */
export function Poster({ title, posterPath, alt = "", priority = false, small = false }: Props) {
  if (!posterPath) return <DrawnPoster title={title} titled={!small} />;
  return (
    <picture>
      <img
        src={posterPath}
        alt={alt}
        width={800}
        height={1000}
        loading={priority ? "eager" : "lazy"}
        fetchPriority={priority ? "high" : "auto"}
        decoding="async"
        className="aspect-4/5 w-full object-cover"
      />
    </picture>
  );
}
