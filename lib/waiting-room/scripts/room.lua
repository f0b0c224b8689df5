--[[
  The waiting room of one event: its control fields read once, written once, judged at one time.

  KEYS[1] ctl   hash  phase, paused ("1"), rate (admissions a second), burst, most (active at once), epoch, version,
                      lead, window (ms; see tick.lua), issued (numbers), serving (the last place called),
                      tokens, filled (ms tokens were counted at),
                      absent (share of the called who do not come), called (see calls.lua), admitted, last (ms)
  KEYS[2] q     zset  person -> number, in the order of joining
  KEYS[3] act   zset  person -> ms the session ends at
  KEYS[4] gone  set   person -> whose ticket does not work again
  KEYS[5] rdy   zset  person -> place: called, here, and not yet let in
  KEYS[6] due   zset  person -> ms by which they are to ask again, of the same persons
  KEYS[7] came  bits  by place: 1 where somebody called has asked once, or never will
]]
local room_fields = { "phase", "paused", "rate", "burst", "most", "epoch", "version", "lead", "window", "issued",
  "serving", "tokens", "filled", "absent", "called", "admitted", "last" }
local asks_swept = 100
local room, changed = {}, {}
local now

local function set(field, value)
  room[field], changed[field] = tostring(value), tostring(value)
end

local function number(field)
  return tonumber(room[field] or 0)
end

-- Nil, or why nothing can be decided: the store does not know this room.
local function enter_room()
  local values = redis.call("HMGET", KEYS[1], unpack(room_fields))
  for i, field in ipairs(room_fields) do room[field] = values[i] or nil end
  if not room.phase then return { "not_loaded" } end
  now = math.max(clock(), number("last"))
end

-- Sessions that are over free their slots; whoever does not ask when told to makes way, and may come again.
local function active()
  redis.call("ZREMRANGEBYSCORE", KEYS[3], "-inf", now)
  local silent = redis.call("ZRANGEBYSCORE", KEYS[6], "-inf", now, "LIMIT", 0, asks_swept)
  if #silent > 0 then
    redis.call("ZREM", KEYS[5], unpack(silent))
    redis.call("ZREM", KEYS[6], unpack(silent))
  end
  return redis.call("ZCARD", KEYS[3])
end

-- The one way out of a script that got past `enter_room`.
local function answer(reply)
  if next(changed) then
    local fields = { "last", string.format("%d", now) }
    for field, value in pairs(changed) do fields[#fields + 1], fields[#fields + 2] = field, value end
    redis.call("HSET", KEYS[1], unpack(fields))
  end
  return reply
end
