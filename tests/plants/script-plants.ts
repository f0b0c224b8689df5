/** A fault that a script about seats could have; `from` stands once in every script that has it. */
export type ScriptPlant = { from: string; to: string };

export const scriptPlants: Record<string, ScriptPlant> = {
  "a seat that somebody has is granted again": {
    from: "line.letters:find(letter, 1, true) and (seats[position] == letter or mine[position])",
    to: "line.letters:find(letter, 1, true)",
  },
  "only the last of the taken seats is named": {
    from: "taken[#taken + 1] = position",
    to: "taken[2] = position",
  },
  "seats of a hold that ends stay taken": {
    from: "if letters_of(type) then return set_seats(units, free_seat) end",
    to: "if letters_of(type) then return 0 end",
  },
  "seats that were paid for are free": {
    from: "if sold and letters_of(type) then set_seats(units, sold_seat) end",
    to: "if sold and letters_of(type) then set_seats(units, free_seat) end",
  },
  "a seat that is taken is still counted as free": {
    from: 'if seats[position] == letter then add("free:" .. letter, -1) end',
    to: "",
  },
  "a single seat is left alone where another row has room": {
    from: "if alone or past - at ~= k + 1 then",
    to: "if true then",
  },
  "the first run of a row is given, not the one nearest its middle": {
    from: "if math.abs(offset - ideal) < least then",
    to: "if best == nil then",
  },
  "what is taken early is not counted": {
    from: '"free:" .. letter, free - k,',
    to: '"free:" .. letter, free,',
  },
  "a companion's seat goes alone": {
    from: "if kind(position) == 3 and kind(position - 1) ~= 2 and kind(position + 1) ~= 2 then",
    to: "if false then",
  },
  "accessible seats need no need": {
    from: "if #accessible - 2 > terms.need then return accessible end",
    to: "",
  },
  "who needs an accessible seat gets any": {
    from: "return there == need",
    to: "return true",
  },
  "a pick may leave a single seat alone": {
    from: "return #companion > 2 and companion or #gap > 2 and gap or nil",
    to: "return #companion > 2 and companion or nil",
  },
  "a change keeps what it gives up": {
    from: "give_units(drop.type, drop.units, drop.own_units)",
    to: "",
  },
  "seats that Postgres has sold to others stay held": {
    from: 'set_seats(table.concat(keep.owned, ","), sold_seat)',
    to: "",
  },
};

/** Faults that the places and caps of a sale under way could have. */
export const capPlants: Record<string, ScriptPlant> = {
  "a cap counts only what is sold": {
    from: 'count("held:" .. type) - count("sold:" .. type) or nil',
    to: 'count("sold:" .. type) or nil',
  },
  "numbers that come back are lost": {
    from: "if own > 0 then give(own, own_units) end\n  if letters_of",
    to: "if letters_of",
  },
  "a number is given out again while somebody has it": {
    from: "if above > 0 then add(top, above) end",
    to: "",
  },
  "a cap that was lifted still counts": {
    from: 'if (get("most:" .. range) or ""):match("^%d+ ?(.*)$") == ARGV[5] then',
    to: "if false then",
  },
  "whoever is refused lifts another's cap": {
    from: 'if (get("most:" .. range) or ""):match("^%d+ ?(.*)$") == ARGV[5] then',
    to: "if true then",
  },
  "a second cap takes the place of the first": {
    from: "if key == 0 or standing and standing ~= mine then",
    to: "standing = false if key == 0 then",
  },
  "a cap below what is used is taken": {
    from: 'if not standing and count("held:" .. type) + count("sold:" .. type) > most then',
    to: "if false then",
  },
  "a message that comes again frees what others have by now": {
    from: 'or redis.call("ZSCORE", returns, id) then return { "done" } end\n\nlocal key',
    to: 'then return { "done" } end\n\nlocal key',
  },
};
