"use client";

import { useEffect, useMemo, useState } from "react";
import { useAvailability } from "@/components/event/availability";
import { buttonClass } from "@/components/ui/button-class";
import { free } from "./availability-bits";
import type { Scene } from "./draw-plan";
import { freeIn, leastIn, type Offer, offersOf, statusesIn, type Words, wordsOf } from "./hall";
import { type House, houseOf } from "./house";
import type { Pick } from "./picks";
import type { PlanDocument } from "./plan-document";
import { SeatLegend } from "./seat-legend";
import { SeatList } from "./seat-list";
import { SeatMap } from "./seat-map";
import { fill, type SeatTexts } from "./seat-texts";

export type PickerProps = {
  slug: string;
  version: string;
  offers: Offer[];
  currency: string;
  locale: string;
  picked: Pick[];
  /** Seats of the hold that is being changed: this fan's own, whatever is told of them. */
  own: Pick[];
  onPress: (pick: Pick) => void;
  /** Which of all seats somebody has, each time that changes. */
  onTaken: (ids: ReadonlySet<string>) => void;
  /** How a seat is called, once the plan is here. */
  onNames: (nameOf: (id: string) => string | undefined) => void;
  texts: SeatTexts;
};

const timeoutMs = 20_000;

async function planOf(slug: string, version: string, isRepeat: boolean): Promise<House> {
  const answer = await fetch(`/api/v1/events/${slug}/seating?version=${version}`, {
    cache: isRepeat ? "reload" : "default",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return houseOf((await answer.json()) as PlanDocument);
}

/** The seats of the house, as a list and as a map. The plan is asked for once, and again when that failed and one says so. */
export function SeatPicker(props: PickerProps) {
  const { slug, version, texts } = props;
  const [house, setHouse] = useState<House | "failed">();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    planOf(slug, version, tries > 0).then(
      (read) => !left && setHouse(read),
      () => !left && setHouse("failed"),
    );
    return () => {
      left = true;
    };
  }, [slug, version, tries]);
  if (house === undefined) return <p className="py-8 text-center text-muted">{texts.loading}</p>;
  if (house !== "failed") return <Seats {...props} house={house} />;
  return (
    <div role="alert" className="flex flex-col items-start gap-2">
      <p>{texts.failed}</p>
      <button
        type="button"
        className={buttonClass("quiet")}
        onClick={() => {
          setHouse(undefined);
          setTries(tries + 1);
        }}
      >
        {texts.retry}
      </button>
    </div>
  );
}

function Seats({
  house,
  slug,
  offers,
  currency,
  locale,
  picked,
  own,
  onPress,
  onTaken,
  onNames,
  texts,
}: PickerProps & { house: House }) {
  const data = useAvailability(slug)?.seats?.data;
  const words = useMemo(
    () => wordsOf({ house, offers, currency, locale, texts }),
    [house, offers, currency, locale, texts],
  );
  const statuses = useMemo(() => statusesIn(house, data, offers, own), [house, data, offers, own]);
  const chosen = useMemo(() => new Set(picked.flatMap(({ id }) => house.byId.get(id) ?? [])), [house, picked]);
  const [at, setAt] = useState(() => [...chosen][0] ?? firstFree(house, statuses));
  const [isWalking, setWalking] = useState(false);

  useEffect(() => {
    onNames((id) => {
      const seat = house.byId.get(id);
      return seat === undefined ? undefined : words.name(seat);
    });
  }, [house, words, onNames]);
  useEffect(() => {
    if (data === undefined) return;
    onTaken(new Set(picked.flatMap(({ id }) => (statuses[house.byId.get(id) ?? -1] === free ? [] : [id]))));
  }, [house, data, statuses, picked, onTaken]);

  const press = (seat: number) => {
    setAt(seat);
    const offer = offersOf(house, offers, house.category[seat] ?? 0).find(({ isOpen }) => isOpen);
    const isMine = chosen.has(seat);
    if (!offer || (statuses[seat] !== free && !isMine)) return;
    onPress({ id: house.ids[seat] ?? "", ticketTypeId: offer.id, category: offer.category, name: words.name(seat) });
  };
  const scene = useScene({ house, statuses, words, chosen, pointed: isWalking ? at : undefined, texts });
  return (
    <div className="flex flex-col gap-4">
      <SeatList
        {...{ house, statuses, words, at, texts }}
        picked={chosen}
        onAt={setAt}
        onPress={press}
        onFocused={setWalking}
      />
      <SeatMap
        scene={scene}
        tell={(seat) => [words.name(seat), words.price(seat), ...words.marks(seat)].filter(Boolean).join(", ")}
        tellSection={(index) => {
          const { name = "", note = "" } = scene.labels[index] ?? {};
          const { first = 0, count = 0 } = house.sections[index] ?? {};
          const said = [name, note].filter(Boolean).join(" · ");
          return count === 0 ? said : fill(texts.free, { name: said, count: freeIn(statuses, first, count) });
        }}
        onSeat={press}
        onSection={(index) => setAt(house.sections[index]?.rows[0]?.first ?? at)}
        texts={texts}
      />
      <SeatLegend house={house} words={words} texts={texts} />
    </div>
  );
}

const firstFree = ({ count }: House, statuses: Uint8Array) => Math.min(Math.max(0, statuses.indexOf(free)), count - 1);

type Seen = {
  house: House;
  statuses: Uint8Array;
  words: Words;
  chosen: ReadonlySet<number>;
  pointed: number | undefined;
  texts: SeatTexts;
};

function useScene({ house, statuses, words, chosen, pointed, texts }: Seen): Scene {
  const labels = useMemo(
    () =>
      house.sections.map(({ name, first, count }) => {
        const least = leastIn(house, words, first, count);
        return { name, note: least === undefined ? "" : fill(texts.from, { price: words.money(least) }) };
      }),
    [house, words, texts],
  );
  const freeShare = useMemo(
    () => house.sections.map(({ first, count }) => (count === 0 ? 0 : freeIn(statuses, first, count) / count)),
    [house, statuses],
  );
  return useMemo(
    () => ({ house, statuses, picked: chosen, pointed, labels, freeShare, stage: texts.stage }),
    [house, statuses, chosen, pointed, labels, freeShare, texts],
  );
}
