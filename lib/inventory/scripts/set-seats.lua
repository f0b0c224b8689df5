--[[
  Seats get another status; what is free is counted, and the hints follow.
]]
local touched, moved = {}, {}

local function lower_hints()
  for position, letter in pairs(moved) do
    local hints, is_free = get("hints:" .. letter), seats[position] == letter
    local by_itself = moved[position - 1] ~= letter and moved[position + 1] ~= letter
    if hints and (is_free or by_itself) then set("hints:" .. letter, lowered(hints, position, not is_free)) end
  end
  moved = {}
end

-- Gives these seats a status, once. Says how many had another.
local function set_seats(positions, status)
  local changed_seats = 0
  for _, position in ipairs(read_seats(positions, 0)) do
    local letter = letter_at(position)
    local seat = letter and string.char(status + letter:byte() - free_seat)
    if letter and seat ~= seats[position] then
      if seats[position] == letter then add("free:" .. letter, -1) end
      if status == free_seat then add("free:" .. letter, 1) end
      if seats[position] == letter or status == free_seat then moved[position] = letter end
      seats[position], touched[position], changed_seats = seat, true, changed_seats + 1
    end
  end
  lower_hints()
  return changed_seats
end

function write_seats()
  for position in pairs(touched) do
    if not touched[position - 1] then
      local run, last = {}, position
      while touched[last] do run[#run + 1], last = seats[last], last + 1 end
      redis.call("SETRANGE", KEYS[3], position - 1, table.concat(run))
    end
  end
  touched = {}
end
