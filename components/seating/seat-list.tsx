"use client";

import { useRef } from "react";
import { flushSync } from "react-dom";
import { inputClass } from "@/components/ui/field";
import { free } from "./availability-bits";
import { freeIn, leastIn, type Words } from "./hall";
import type { House } from "./house";
import { fill, type SeatTexts } from "./seat-texts";
import { arrowed } from "./walk";

type Props = {
  house: House;
  statuses: Uint8Array;
  words: Words;
  picked: ReadonlySet<number>;
  /** The seat one is at; its section and row are those shown. */
  at: number;
  onAt: (seat: number) => void;
  onPress: (seat: number) => void;
  /** Whether the focus is among the seats. */
  onFocused: (isFocused: boolean) => void;
  texts: SeatTexts;
};

// A row has 400 seats at most; so many of them are in the page at once.
const shownMax = 60;

/** The same seats as on the map, row by row: arrow keys walk, Enter and space pick. */
export function SeatList({ house, statuses, words, picked, at, onAt, onPress, onFocused, texts }: Props) {
  const list = useRef<HTMLFieldSetElement>(null);
  const here = words.placeOf(at);
  const section = house.sections[here.section];
  const row = section?.rows[here.row];
  if (!section || !row) return null;
  const from = row.first + Math.floor((at - row.first) / shownMax) * shownMax;
  const shown = Array.from({ length: Math.min(shownMax, row.first + row.count - from) }, (_, index) => from + index);

  const walk = (seat: number) => {
    // At once, also into another row: the next key is meant for the seat walked to.
    flushSync(() => onAt(seat));
    list.current?.querySelector<HTMLElement>(`[data-seat="${seat}"]`)?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
    const next = arrowed(section, at, event.key, isRtl);
    if (next === undefined) return;
    event.preventDefault();
    walk(next);
  };

  const sectionName = ({ name, first, count }: typeof section) => {
    const left = freeIn(statuses, first, count);
    const least = leastIn(house, words, first, count);
    const price = least === undefined ? "" : ` · ${fill(texts.from, { price: words.money(least) })}`;
    return left > 0 ? fill(texts.free, { name: `${name}${price}`, count: left }) : fill(texts.full, { name });
  };
  const rowName = ({ name, first, count }: typeof row) => {
    const left = freeIn(statuses, first, count);
    const named = fill(texts.rowOf, { row: name });
    return left > 0 ? fill(texts.free, { name: named, count: left }) : fill(texts.full, { name: named });
  };

  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-[3fr_2fr]">
        <Choice
          label={texts.section}
          value={here.section}
          onChange={(index) => onAt(house.sections[index]?.rows[0]?.first ?? at)}
          options={house.sections.flatMap((each, index) => (each.count > 0 ? [[index, sectionName(each)]] : []))}
        />
        <Choice
          label={texts.row}
          value={here.row}
          onChange={(index) => onAt(section.rows[index]?.first ?? at)}
          options={section.rows.map((each, index) => [index, rowName(each)])}
        />
      </div>
      <fieldset ref={list} className="-mx-1 flex min-w-0 gap-1.5 overflow-x-auto px-1 py-1.5">
        <legend className="sr-only">
          {`${section.name}, ${fill(texts.rowOf, { row: row.name })}. ${texts.seatsHint}`}
        </legend>
        {shown.map((seat) => {
          const isPicked = picked.has(seat);
          const isFree = statuses[seat] === free || isPicked;
          const state = isPicked ? texts.states.picked : isFree ? texts.states.free : texts.states.taken;
          const said = [words.name(seat), words.price(seat), ...words.marks(seat), state].filter(Boolean).join(", ");
          return (
            <button
              key={seat}
              type="button"
              data-seat={seat}
              tabIndex={seat === at ? 0 : -1}
              aria-label={said}
              aria-pressed={isPicked}
              aria-disabled={!isFree}
              onFocus={() => {
                onFocused(true);
                if (seat !== at) onAt(seat);
              }}
              onBlur={() => onFocused(false)}
              onKeyDown={onKeyDown}
              onClick={() => onPress(seat)}
              className={`relative grid h-11 min-w-11 shrink-0 place-items-center rounded-md border-2 px-1 font-bold text-sm tabular-nums ${
                isPicked
                  ? "border-ink bg-ink text-paper"
                  : isFree
                    ? "border-edge hover:border-ink"
                    : "border-line border-dashed text-muted line-through"
              }`}
            >
              {house.plates[seat]}
            </button>
          );
        })}
      </fieldset>
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: number;
  options: (readonly [number, string])[];
  onChange: (value: number) => void;
};

const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <label className="flex min-w-0 flex-col gap-1">
    <span className="font-semibold text-sm">{label}</span>
    <select className={inputClass} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {options.map(([index, name]) => (
        <option key={index} value={index}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
