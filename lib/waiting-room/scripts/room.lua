--[[
  The waiting room of one event: its control fields read once, written once, judged at one time.

  KEYS[1] ctl   hash  phase, mode, paused ("1"), rate (admissions a second), burst, most (active at once), epoch, version,
                      lead, window (ms; see tick.lua), tokens, filled (ms tokens were counted at), admitted, last (ms),
                      lost (ms it was put back at), lanes (names), turns (see share.lua); of a draw: count, root, round,
                      seed; of each line (see lanes.lua): opens (ms; 0 or absent: at once), issued (numbers), serving
                      (the last place called), absent (share of the called who do not come), called (see calls.lua),
                      holes (see holes.lua), share (percent of admissions) and turn (see share.lua)
  KEYS[2] q     zset  person -> number, in the order of joining
  KEYS[3] act   zset  person -> ms the session ends at
  KEYS[4] gone  set   person -> whose ticket does not work again: each one let in, too; "!" and a person: no other turn
  KEYS[5] rdy   zset  person -> place: called, here, and not yet let in
  KEYS[6] due   zset  person -> ms by which they are to ask again, of the same persons
  KEYS[7] came  bits  by place: 1 where somebody called has asked once, or never will
  KEYS[8] lim   zset  person -> ms no renewal passes
  KEYS[9] out   stream: what happened to whom, for Postgres
  KEYS[10] fans hash  person -> the visitor who was let in for them: one place is one buyer
  KEYS[11] nets bits  how many numbers networks have (see challenge.lua); ctl has `asked`, `solved` of it, absent at none
  ARGV[1] epoch, [2] issued, [3] serving, [4] admitted: as far as the caller knows that they went
]]
local room_fields = { "phase", "mode", "paused", "rate", "burst", "most", "epoch", "version", "lead", "window", "tokens",
  "filled", "admitted", "last", "lost", "lanes", "turns", "count", "root", "round", "seed" }
local room, changed = {}, {}
local now, drawn

local function set(field, value)
  room[named(field)], changed[named(field)] = tostring(value), tostring(value)
end

local function number(field)
  return tonumber(room[named(field)] or 0)
end

-- Whether the line that is looked at has begun to move; a lane does when it opens, whatever is drawn elsewhere.
local function is_moving()
  if lane.name == "" then return room.phase == "line" end
  return room.phase ~= "closed" and now >= number("opens")
end

-- Nil, or why nothing can be decided: the store does not know this room, or knows less of it than was known before.
local function enter_room()
  in_each_lane(function()
    for _, field in ipairs(lane_fields) do room_fields[#room_fields + 1] = named(field) end
  end)
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
  if waits and room.mode ~= "draw" and now >= tonumber(room.opens or 0) then set("phase", "line") end
  drawn = number("count")
  -- For a caller in a lane the room looks like a plain line; who looks at every line (tick.lua) asks as everybody's.
  if lane.name ~= "" then
    room.phase = is_moving() and "line" or room.phase == "closed" and room.phase or "lobby"
    room.mode, room.count, room.root, room.seed = "line", nil, nil, nil
  end
end

-- The one way out of a script that got past `enter_room`; how far the room has gone is the last word of it.
local function answer(reply)
  if next(changed) then
    local fields = { "last", string.format("%d", now) }
    for field, value in pairs(changed) do fields[#fields + 1], fields[#fields + 2] = field, value end
    redis.call("HSET", KEYS[1], unpack(fields))
  end
  local progress = { room.epoch, number("admitted"), room.lanes or "" }
  in_each_lane(function(each)
    progress[#progress + 1] = table.concat({ each.name, number("issued"), number("serving") }, " ")
  end)
  reply[#reply + 1] = table.concat(progress, ";")
  return reply
end
