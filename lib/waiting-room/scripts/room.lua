--[[
  The waiting room of one event: its control fields read once, written once, judged at one time.

  KEYS[1] ctl   hash  phase, mode, opens (ms; 0 or absent: at once), paused ("1"), rate (admissions a second), burst,
                      most (active at once), epoch, version, lead, window (ms; see tick.lua), issued (numbers),
                      serving (the last place called), tokens, filled (ms tokens were counted at),
                      absent (share of the called who do not come), called (see calls.lua), admitted, holes (see
                      holes.lua), last (ms), lost (ms it was put back at); of a draw: count, root, round, seed
  KEYS[2] q     zset  person -> number, in the order of joining
  KEYS[3] act   zset  person -> ms the session ends at
  KEYS[4] gone  set   person -> whose ticket does not work again: each one let in, too
  KEYS[5] rdy   zset  person -> place: called, here, and not yet let in
  KEYS[6] due   zset  person -> ms by which they are to ask again, of the same persons
  KEYS[7] came  bits  by place: 1 where somebody called has asked once, or never will
  KEYS[8] lim   zset  person -> ms no renewal passes
  KEYS[9] out   stream: what happened to whom, for Postgres
  KEYS[10] fans hash  person -> the visitor who was let in for them: one place is one buyer
  KEYS[11] nets bits  how many numbers networks have (see challenge.lua); ctl has `asked`, `solved` of it, absent at none
  ARGV[1] epoch, [2] issued, [3] serving, [4] admitted: as far as the caller knows that they went
]]
local room_fields = { "phase", "mode", "opens", "paused", "rate", "burst", "most", "epoch", "version", "lead", "window",
  "issued", "serving", "tokens", "filled", "absent", "called", "admitted", "holes", "last", "lost", "count", "root",
  "round", "seed" }
local asks_swept, told_kept = 100, 100000
local room, changed = {}, {}
local now

local function set(field, value)
  room[field], changed[field] = tostring(value), tostring(value)
end

local function number(field)
  return tonumber(room[field] or 0)
end

-- Nil, or why nothing can be decided: the store does not know this room, or knows less of it than was known before.
local function enter_room()
  local values = redis.call("HMGET", KEYS[1], unpack(room_fields))
  for i, field in ipairs(room_fields) do room[field] = values[i] or nil end
  local ahead = number("epoch") - tonumber(ARGV[1])
  if not room.phase or ahead < 0 then return { "not_loaded" } end
  if ahead == 0 then
    for i, field in ipairs({ "issued", "serving", "admitted" }) do
      if number(field) < tonumber(ARGV[i + 1]) then return { "not_loaded" } end
    end
  end
  now = math.max(clock(), number("last"))
  -- A draw that was called off while it waited for its chance goes on as a line.
  local waits = room.phase == "lobby" or room.phase == "drawing"
  if waits and room.mode ~= "draw" and now >= number("opens") then set("phase", "line") end
end

-- `ends` and `limit` are those of a session; `spare`: how many more could have come in with it.
local function tell(kind, person, ends, limit, place, spare)
  local text = string.format("%s %s %.0f %.0f %.0f %.0f", kind, person, ends or 0, limit or 0, place or 0, spare or 0)
  redis.call("XADD", KEYS[9], "MAXLEN", "~", told_kept, "*", "e", text)
end

-- Sessions that are over free their slots; whoever does not ask when told to makes way, and may come again.
local function active()
  redis.call("ZREMRANGEBYSCORE", KEYS[3], "-inf", now)
  redis.call("ZREMRANGEBYSCORE", KEYS[8], "-inf", now)
  local silent = redis.call("ZRANGEBYSCORE", KEYS[6], "-inf", now, "LIMIT", 0, asks_swept)
  if #silent > 0 then
    for _, key in ipairs({ 5, 6 }) do redis.call("ZREM", KEYS[key], unpack(silent)) end
    for _, person in ipairs(silent) do tell("away", person) end
  end
  return redis.call("ZCARD", KEYS[3])
end

-- The one way out of a script that got past `enter_room`; how far the room has gone is the last word of it.
local function answer(reply)
  if next(changed) then
    local fields = { "last", string.format("%d", now) }
    for field, value in pairs(changed) do fields[#fields + 1], fields[#fields + 2] = field, value end
    redis.call("HSET", KEYS[1], unpack(fields))
  end
  reply[#reply + 1] = table.concat({ room.epoch, number("issued"), number("serving"), number("admitted") }, " ")
  return reply
end
