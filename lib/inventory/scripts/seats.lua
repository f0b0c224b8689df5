--[[
  One character a seat in the string KEYS[3] (its name ends in :seats) of an event with seats, positions from 1:
  low 5 bits the kind (price category; normal, accessible or companion), 1 to 31, high bits the status:
  96 free (a letter `a`, `b`, ...), 64 held, 32 sold, 0 blocked. " " is an aisle, "@" ends a row and has six digits
  after it: where the row behind it begins, 000000 for none. Best rows first.

  Fields of the sale: free:<letter> (how many are free), hints:<letter> (see hints.lua). What is read stays read, and is
  written with the sale.
]]
local free_seat, held_seat, sold_seat, blocked_seat = 96, 64, 32, 0
local near_max = 64
local seats = {}

-- The letter that a seat is while it is free; nil for what is no seat.
local function letter_at(position)
  local kind = seats[position] and seats[position]:byte() % 32 or 0
  return kind > 0 and string.char(free_seat + kind) or nil
end

-- The caller has read the seat.
local function is_blocked(position)
  return letter_at(position) ~= nil and seats[position]:byte() < sold_seat
end

-- Reads the positions of "4,7,8" and so many to either side, neighbours in one call. Answers them as a list, in order.
local function read_seats(positions, around)
  local list = {}
  for position in positions:gmatch("%d+") do list[#list + 1] = tonumber(position) end
  table.sort(list)
  local i = 1
  while i <= #list do
    local j = i
    while list[j + 1] and list[j + 1] - list[j] <= near_max do j = j + 1 end
    local from = math.max(1, list[i] - around)
    local text = redis.call("GETRANGE", KEYS[3], from - 1, list[j] + around - 1)
    for at = 1, #text do
      seats[from + at - 1] = seats[from + at - 1] or text:sub(at, at)
    end
    i = j + 1
  end
  return list
end
