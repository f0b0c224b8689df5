--[[
  Lets a person in who has been called, as the rate and the free slots allow: here is the limit, wherever calls have got.
  So admitted(t0, t1) <= burst + rate * (t1 - t0), and nobody is admitted while `most` are active.

  Asking is arriving. Those here enter in the order of their places; who stops asking makes way.
  ARGV[1] person, [2] place, [3] ms a session lasts
  Returns {"admitted", ms it ends at, epoch}, the same one to the same person; {"wait", how many are before, ms until to ask again};
  {"not_yet", serving}, {"paused"}, {"gone"}, {"unknown"}, {"not_open"} or {"not_loaded"}.
]]
-- When to ask again, in ms, and how much later still counts as being here.
local ask_min, ask_max, ask_late = 250, 5000, 2000
local person, place, lasts = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local refusal = enter_room()
if refusal then return refusal end

local taken = number("most") - active()
local own = redis.call("ZSCORE", KEYS[3], person)
if own then return { "admitted", own, room.epoch } end
if redis.call("SISMEMBER", KEYS[4], person) == 1 then return { "gone" } end
if not redis.call("ZSCORE", KEYS[2], person) then return { "unknown" } end
if room.phase ~= "line" then return { "not_open" } end
if place > number("serving") then return { "not_yet", room.serving } end
if redis.call("SETBIT", KEYS[7], place, 1) == 0 then count_arrival(place) end
redis.call("ZADD", KEYS[5], place, person)
redis.call("ZADD", KEYS[6], now + ask_max + ask_late, person)
if room.paused == "1" then return answer({ "paused" }) end

local tokens = math.min(number("burst"), number("tokens") + number("rate") * (now - number("filled")) / 1000)
local before = redis.call("ZRANK", KEYS[5], person)
if before >= math.min(math.floor(tokens), taken) then
  local turn = (before + 1 - tokens) / number("rate") * 1000
  local again = math.ceil(math.min(ask_max, math.max(ask_min, turn)))
  redis.call("ZADD", KEYS[6], now + again + ask_late, person)
  return answer({ "wait", tostring(before), tostring(again) })
end
set("tokens", string.format("%.6f", tokens - 1))
set("filled", string.format("%d", now))
set("admitted", number("admitted") + 1)
redis.call("ZREM", KEYS[5], person)
redis.call("ZREM", KEYS[6], person)
redis.call("ZADD", KEYS[3], now + lasts, person)
return answer({ "admitted", tostring(now + lasts), room.epoch })
