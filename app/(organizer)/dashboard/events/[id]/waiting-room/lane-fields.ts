import { momentOf } from "@/lib/core/local-time";

export const lanesOrder = ["presale", "accessible", "box_office"] as const;

/** A lane as its form shows it. */
export type LaneFields = {
  lane: (typeof lanesOrder)[number];
  share: number;
  /** As a clock in the event's zone shows it; empty for at once. */
  opensAtLocal: string;
  codes: string[];
  places?: number | undefined;
};

const sharesMax = 90;
const code = /^[\p{L}\p{N}_-]{4,40}$/u;
const textOf = (data: FormData, name: string) => String(data.get(name) ?? "").trim();

type Read =
  | { lanes: { lane: string; share: number; opensAt?: string; codes: string[]; places?: number }[] }
  | { problem: "shares" | "codes" | "moment" };

/** What was typed, as the room takes it; or what is wrong with it. The room looks again. */
export function lanesIn(data: FormData, timezone: string): Read {
  const lanes = [];
  for (const lane of lanesOrder) {
    const share = Number(textOf(data, `${lane}.share`));
    if (!share) continue;
    const [local, places] = [textOf(data, `${lane}.opensAt`), Number(textOf(data, `${lane}.places`))];
    const opens = local ? momentOf(local, timezone) : undefined;
    if (opens && !("at" in opens)) return { problem: "moment" };
    const codes = textOf(data, `${lane}.codes`)
      .split(/[\s,;]+/)
      .filter(Boolean);
    lanes.push({
      ...{ lane, share, codes },
      ...(opens && { opensAt: opens.at.toISOString() }),
      ...(places > 0 && { places }),
    });
  }
  const all = lanes.flatMap(({ codes }) => codes.map((each) => each.toUpperCase()));
  if (!all.every((each) => code.test(each)) || new Set(all).size < all.length) return { problem: "codes" };
  return lanes.reduce((sum, { share }) => sum + share, 0) > sharesMax ? { problem: "shares" } : { lanes };
}
