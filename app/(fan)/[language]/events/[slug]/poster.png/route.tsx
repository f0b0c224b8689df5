import { ImageResponse } from "next/og";
import { env } from "@/lib/core/env";
import { cachedEvent } from "../cached-event";
import { posterSize } from "../poster-size";
import { drawnPosterSvg } from "./drawn-poster-svg";

// Drawn at the first visit and kept. The picture has no words but the poster's own: a link's title stands beside it.
export const dynamic = "force-static";
export const revalidate = 3600;
export const generateStaticParams = () => [];

const answerMsMax = 3000;
const bytesMax = 4_000_000;
const poster = { width: 440, height: 550 };

/** The organizer's poster as data; undefined where there is none, or it is not ours to show. */
async function posterData(path: string): Promise<string | undefined> {
  const base = env().NEXTAUTH_URL;
  if (!path || new URL(path, base).origin !== new URL(base).origin) return undefined;
  try {
    const answer = await fetch(new URL(path, base), { signal: AbortSignal.timeout(answerMsMax) });
    const type = answer.headers.get("content-type") ?? "";
    const bytes = Buffer.from(await answer.arrayBuffer());
    const isPicture = answer.ok && type.startsWith("image/") && bytes.length <= bytesMax;
    return isPicture ? `data:${type.split(";")[0]};base64,${bytes.toString("base64")}` : undefined;
  } catch {
    return undefined;
  }
}

export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const event = await cachedEvent((await params).slug);
  if (!event) return new Response(null, { status: 404 });
  const drawn = `data:image/svg+xml;base64,${Buffer.from(drawnPosterSvg(event.title)).toString("base64")}`;
  const source = (await posterData(event.posterPath)) ?? drawn;
  const ground = event.organizer.accent ?? "#ff5b1f";
  return new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: "#0f1a15", overflow: "hidden" }}>
      <div style={{ position: "absolute", left: 0, bottom: 0, width: "100%", height: 210, background: ground }} />
      {[-10, 10, 0].map((degrees) => (
        <picture
          key={degrees}
          style={{
            position: "absolute",
            left: 380 + degrees * 30,
            top: degrees ? 90 : 40,
            transform: `rotate(${degrees}deg)`,
            opacity: degrees ? 0.35 : 1,
          }}
        >
          <img src={source} alt="" {...poster} style={{ borderRadius: 18 }} />
        </picture>
      ))}
    </div>,
    posterSize,
  );
}
