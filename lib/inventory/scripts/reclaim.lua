--[[
  A hold the store has lost comes back: the same units, price and end, by the fan's receipt.

  ARGV[4] hold, [5] created ms, [6] lasts ms, [7] state, [8] items (see holds.lua), [9] generation of the receipt,
  ARGV[10] most units a fan may hold, ARGV[11..] lines (see lines.lua)

  Returns {"held", generation, line}, {"hold_gone"} when nothing was lost or its time is over, {"again"},
  {"sold_out", type, left, ...} when a unit has gone to somebody else, {"seats_taken", position, ...} when a seat has, or a refusal of sale.lua, {"limit"} of lines.lua.
  Repeatable: a hold that is there is the answer. Windows and pause were judged at its creation.
]]
local gap_max = 10000
local gone = { "seats_taken" }
local member = ARGV[4]
local lines = lines_from(11)
local refusal = open(fields_of(lines, { "@" .. member:sub(23) }))
if refusal then return refusal end

local _, more_lapsed = lapse()
local hold = find(member)
if hold and not hold.gone then return answer(held(hold)) end
local created, lasts = tonumber(ARGV[5]), tonumber(ARGV[6])
if hold or created + lasts <= now or tonumber(ARGV[9]) >= count("generation") then return answer({ "hold_gone" }) end

local function is_free(key, most, numbers)
  local top = count("top:" .. range_of(key))
  for number in numbers:gmatch("%d+") do
    local n = tonumber(number)
    if n > most or n > top + gap_max then return false end
    if n <= top and redis.call("SISMEMBER", KEYS[key], number) == 0 then return false end
  end
  return true
end

local function seats_gone(line, positions)
  for _, position in ipairs(read_seats(positions, 0)) do
    local letter = letter_at(position)
    local free = letter == seats[position] and letter and line.letters:find(letter, 1, true)
    if not free then gone[#gone + 1] = position end
  end
end

local of_type = {}
for _, line in ipairs(lines) do of_type[line.type] = line end
refusal = over_limit(lines, tonumber(ARGV[10]), units_held(holds_of(member:sub(23)))) or short(lines, {})
for type, _, _, units, own_units in ARGV[8]:gmatch(item_shape) do
  local line = of_type[type]
  line.numbers = { units, own_units }
  for i, range in ipairs(line.ranges) do
    if range.letters then
      seats_gone(line, units)
    -- Where a type's own capacity was lowered, higher numbers of it are in use; before it had one, none were.
    elseif i == 1 and units == "" or not is_free(range.key, i == 1 and range.size or math.huge, line.numbers[i]) then
      refusal = refusal or { "sold_out", type, left_of(line, i) }
    end
  end
end
refusal = refusal or #gone > 1 and gone or nil
if refusal then return answer(more_lapsed and may_turn[refusal[1]] and { "again" } or refusal) end

for _, line in ipairs(lines) do
  for i, range in ipairs(line.ranges) do
    if range.letters then set_seats(line.numbers[i], held_seat) else take_these(range.key, line.numbers[i]) end
  end
  add("held:" .. line.type, line.quantity)
end
hold = { own = member:sub(1, 22), owner = member:sub(23), state = ARGV[7], idem = "-", items = ARGV[8] }
begin(hold, created, lasts)
return answer(held(hold))
