--[[
  Numbers of a range, by the position of its freed set in KEYS. Given out: freed ones first, then the next above top.

  ARGV[3] shape: "type:pool key:own key;..."; own key is 0 where the pool alone limits. A seated type has 3 for its
  pool, and more: "type:3:own key:letters", the kinds of seat it sells (see seats.lua) as normal, accessible and
  companion, "-" where there are none. Every freed set is named by its range's id, the last 36 characters of its key.
]]
local function range_of(key)
  return KEYS[key]:sub(-36)
end

local function keys_of(type)
  local pool, own = ARGV[3]:match(type .. ":(%d+):(%d+)")
  return tonumber(pool), tonumber(own)
end

-- Nil for a type without seats.
local function letters_of(type)
  return ARGV[3]:match(type .. ":%d+:%d+:([^;]+)")
end

-- Whether the numbers given back are those that were counted.
local function is_whole(key)
  local freed = count("freed:" .. range_of(key))
  return freed == 0 or redis.call("SCARD", KEYS[key]) == freed
end

-- How many units of a pool, or seats of these letters, are free; nil when what is there is not what was counted.
local function left(key, size, letters)
  if letters then
    local n = redis.call("STRLEN", KEYS[key]) == size and 0 or nil
    for letter in letters:gmatch("[^-]") do n = n and n + count("free:" .. letter) end
    return n
  end
  return is_whole(key) and size - count("top:" .. range_of(key)) + count("freed:" .. range_of(key)) or nil
end

-- Takes n numbers, "4,7,8". The caller has asked `left`.
local function take(key, n)
  local freed, top = "freed:" .. range_of(key), "top:" .. range_of(key)
  local numbers = {}
  if n > 0 and count(freed) > 0 then
    numbers = redis.call("SPOP", KEYS[key], math.min(n, count(freed)))
    add(freed, -#numbers)
  end
  local above = n - #numbers
  for unit = count(top) + 1, count(top) + above do numbers[#numbers + 1] = string.format("%d", unit) end
  if above > 0 then add(top, above) end
  return table.concat(numbers, ",")
end

-- Takes these very numbers; what lies between top and them becomes free. What is taken already stays so.
local function take_these(key, numbers)
  local freed, top = "freed:" .. range_of(key), "top:" .. range_of(key)
  for number in numbers:gmatch("%d+") do
    for n = count(top) + 1, tonumber(number) do add(freed, redis.call("SADD", KEYS[key], n)) end
    set(top, math.max(count(top), tonumber(number)))
    add(freed, -redis.call("SREM", KEYS[key], number))
  end
end

-- Gives numbers back, once: what is free already, or was never given out, changes nothing. Says how many it was.
local function give(key, numbers)
  local list, top = {}, count("top:" .. range_of(key))
  for number in numbers:gmatch("%d+") do
    if tonumber(number) <= top then list[#list + 1] = number end
  end
  if #list == 0 then return 0 end
  local given = redis.call("SADD", KEYS[key], unpack(list))
  add("freed:" .. range_of(key), given)
  return given
end

-- Gives back units of a type with their numbers in its own capacity, if it has one.
local function give_units(type, units, own_units)
  local pool, own = keys_of(type)
  if own > 0 then give(own, own_units) end
  if letters_of(type) then return set_seats(units, free_seat) end
  return give(pool, units)
end
