--[[
  What there is for the lines, and what they get.   Refusals: {"sold_out", type, left, ...}, {"not_loaded"}
]]
-- Refusals that a unit freed by time could turn.
local may_turn = { sold_out = true, seats_taken = true, rule = true }

-- What there is for a line: in its pool or of its seats, then in its type's own capacity.
local function left_of(line, i)
  local range = line.ranges[i]
  if i == 2 then return own_left(line.type, range.key, range.size) end
  return left(range.key, range.size, range.letters)
end

-- `returning` counts, by key, units the same script gives back before it takes.
local function short(lines, returning)
  local free, reply, enough = {}, { "sold_out" }, true
  for _, line in ipairs(lines) do
    local least = math.huge
    for i, range in ipairs(line.ranges) do
      local n = left_of(line, i)
      if not n then return { "not_loaded" } end
      least = math.min(least, n)
      -- Which seats there are is for `choose` to say.
      local wanted = range.letters and 0 or line.more
      free[range.key] = (free[range.key] or n + (returning[range.key] or 0)) - wanted
      if free[range.key] < 0 and wanted > 0 then enough = false end
    end
    reply[#reply + 1], reply[#reply + 2] = line.type, math.max(0, least)
  end
  if not enough then return reply end
end

-- Takes what a line still needs: an item, after the units it has already. `choose` has named its seats.
local function fill(line, units, own_units)
  local taken = { units }
  local function with(kept, more) return kept ~= "" and more ~= "" and kept .. "," .. more or kept .. more end
  for i, range in ipairs(line.ranges) do
    taken[i] = range.letters and table.concat(line.new, ",") or take(range.key, line.more)
    if range.letters then set_seats(taken[i], held_seat) end
  end
  add("held:" .. line.type, line.more)
  local places = with(units, taken[1]) .. ":" .. with(own_units, taken[2] or "")
  return table.concat({ line.type, line.quantity, line.prices, places }, ":")
end
